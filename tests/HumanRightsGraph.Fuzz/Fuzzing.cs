using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Fuzz;

/// <summary>Mutated documents from a seed, which repeats them, sent through the target until one of them is a finding.</summary>
public sealed class Fuzzing
{
    private static readonly ApiSchema Api = ApiSchema.Derive(GraphModel.Product).Schema!;

    private readonly Mutations _mutations;
    private readonly Target _target = new(Api);

    public Fuzzing(int seed) => _mutations = new(Corpus, [Api.Types], new(seed));

    public Tally Tally => _target.Tally;

    /// <summary>Documents worth keeping: one for each corner of the language, and every finding of the past.</summary>
    public static IReadOnlyList<byte[]> Corpus { get; } = [.. Directory
        .GetFiles(Path.Combine(Repository.Root, "tests", "HumanRightsGraph.Fuzz", "corpus")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>The first finding, or null.</summary>
    public Finding? Run(int documents)
    {
        try
        {
            for (var i = 0; i < documents; i++) _target.Try(_mutations.Next());
            return null;
        }
        catch (Finding finding)
        {
            return finding;
        }
    }

    /// <summary>One document, such as a finding.</summary>
    /// <exception cref="Finding">Something is wrong with it.</exception>
    public void Replay(byte[] document) => _target.Try(document);

    /// <summary>The corpus as it is.</summary>
    public Finding? RunCorpus()
    {
        try
        {
            foreach (var document in Corpus) _target.Try(document);
            return null;
        }
        catch (Finding finding)
        {
            return finding;
        }
    }
}
