namespace HumanRightsGraph.Graph.Tests;
public class PlaceholderTests { [Fact] public void T() { } }
