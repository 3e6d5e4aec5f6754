namespace HumanRightsGraph.Ingestion.Tests;
public class PlaceholderTests { [Fact] public void T() { } }
