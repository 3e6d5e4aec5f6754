using System.Collections.Immutable;

namespace HumanRightsGraph.Evaluation;

/// <summary>An annotated document and how its facts were judged.</summary>
/// <param name="Refused">Why the product says nothing of it; then all that was expected is missed.</param>
internal sealed record JudgedDocument(Answer Answer, ImmutableArray<Judgement> Judgements, string? Refused = null);

/// <summary>Compares what the product says of documents with what people read in them.</summary>
internal static class Evaluation
{
    public static IReadOnlyList<JudgedDocument> Of(IReadOnlyList<Answer> answers, Texts texts)
    {
        var judged = new JudgedDocument[answers.Count];
        Parallel.For(0, answers.Count, i =>
        {
            var (facts, why) = texts.Of(answers[i]);
            judged[i] = new(answers[i], [.. Judge(answers[i], facts ?? [])], why);
        });
        return judged;
    }

    private static IEnumerable<Judgement> Judge(Answer answer, System.Text.Json.Nodes.JsonObject printed) =>
        [.. FrontMatterComparison.Compare(answer, printed), .. ListComparison.Compare(answer, printed), .. DeliverableComparison.Compare(answer, printed)];
}
