using System.Globalization;
using HumanRightsGraph.Fuzz;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>A short run of the fuzzer (<c>tests/HumanRightsGraph.Fuzz</c>); <c>HRGRAPH_CASES</c> asks for more documents, <c>HRGRAPH_SEED</c> repeats a run.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Mutated_documents_pass_parser_validator_and_planner_without_exception_hang_or_unbounded_memory()
    {
        var fuzzing = new Fuzzing(Seed.Value);
        var finding = fuzzing.Run(Environment.GetEnvironmentVariable("HRGRAPH_CASES") is { Length: > 0 } cases ? int.Parse(cases, CultureInfo.InvariantCulture) : 5_000);
        Assert.True(finding is null, $"{Seed.Note} {finding?.Message}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Seed.Note} {fuzzing.Tally}");
        Assert.True(fuzzing.Tally.Planned > fuzzing.Tally.Documents / 50, $"Few come as far as the planner: {fuzzing.Tally}");
    }

    [Fact]
    public void The_corpus_passes() => Assert.Null(new Fuzzing(0).RunCorpus());

    [Fact]
    public void Statement_34_distinct_operations_leave_memory_where_it_is_and_the_hot_one_its_plan()
        => Assert.Equal(0, DistinctOperations.Run(5_000, TextWriter.Null));
}
