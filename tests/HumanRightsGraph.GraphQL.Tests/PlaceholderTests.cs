namespace HumanRightsGraph.GraphQL.Tests;
public class PlaceholderTests { [Fact] public void T() { } }
