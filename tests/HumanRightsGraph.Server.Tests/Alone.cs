namespace HumanRightsGraph.Server.Tests;

/// <summary>Tests that measure time or count what the whole process has, with no other beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
