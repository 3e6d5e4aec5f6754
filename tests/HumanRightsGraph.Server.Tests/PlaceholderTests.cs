namespace HumanRightsGraph.Server.Tests;
public class PlaceholderTests { [Fact] public void T() { } }
