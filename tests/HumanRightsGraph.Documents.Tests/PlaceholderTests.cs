namespace HumanRightsGraph.Documents.Tests;
public class PlaceholderTests { [Fact] public void T() { } }
