namespace HumanRightsGraph.Graph.Tests;

/// <summary>Tests that wait until the runtime has compiled well what they run, with no other beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
