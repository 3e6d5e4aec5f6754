using System.Collections.Immutable;
using System.Text.Json;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion;

/// <summary>
/// Facts from JSON that people or other programs wrote. A member that is missing is empty, whatever the serialiser made
/// of it; a mention without a name is called by its id; a fact without what it is about is an error.
/// </summary>
internal static class FactsForm
{
    /// <exception cref="JsonException">The text is not facts; the message says what is wrong.</exception>
    public static DocumentFacts Read(string json)
    {
        var facts = FactsJson.Read(json);
        Require(facts.Symbol, "symbol");
        Require(facts.Language, "language");
        return facts with
        {
            Title = facts.Title ?? ImmutableSortedDictionary<string, string>.Empty,
            ParagraphCount = facts.ParagraphCount ?? new ParagraphCount(null, null),
            AgendaItems = Or(facts.AgendaItems),
            JobNumbers = Each(facts.JobNumbers, "jobNumbers", s => s),
            Adopted = facts.Adopted is not { } adopted ? null : adopted with
            {
                InFavourStates = Each(adopted.InFavourStates, "inFavourStates", s => s),
                AgainstStates = Each(adopted.AgainstStates, "againstStates", s => s),
                AbstainingStates = Each(adopted.AbstainingStates, "abstainingStates", s => s),
            },
            Sponsors = facts.Sponsors is not { } sponsors ? null : Each(sponsors, "sponsors", s => s?.State),
            Provisions = Each(facts.Provisions, "provisions", p => p?.Paragraph),
            Cites = Each(facts.Cites, "cites", c => c is { Paragraph: not null } ? c.Symbol : null),
            Instruments = [.. Each(facts.Instruments, "instruments", i => i is { Paragraph: not null } ? i.Name ?? i.Id : null).Select(i => i with { Name = i.Name ?? i.Id! })],
            Mechanisms = [.. Each(facts.Mechanisms, "mechanisms", m => m?.Id).Select(m => m with { Name = m.Name ?? m.Id, Kind = m.Kind ?? "", Paragraphs = Each(m.Paragraphs, "mechanisms", p => p) })],
            Deliverables = Each(facts.Deliverables, "deliverables", d => d?.Paragraph),
            MandateChanges = Each(facts.MandateChanges, "mandateChanges", c => c is { Paragraph: not null } ? c.Mechanism : null),
            FollowUp = Each(facts.FollowUp, "followUp", f => f?.Paragraph),
            ReportsConsidered = Each(facts.ReportsConsidered, "reportsConsidered", r => r is { Paragraph: not null } ? r.Symbol : null),
            Fulfils = Each(facts.Fulfils, "fulfils", f => f?.RequestedBy),
            Announces = facts.Announces is not { } announces ? null : Each(announces, "announces", a => a?.Symbol),
            Findings = Each(facts.Findings, "findings", f => f is { Message: not null } ? f.Kind : null),
        };
    }

    private static ImmutableArray<T> Or<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;

    private static ImmutableArray<T> Each<T>(ImmutableArray<T> array, string name, Func<T, string?> about)
    {
        foreach (var item in Or(array)) Require(about(item), name);
        return Or(array);
    }

    private static void Require(string? value, string name)
    {
        if (value is null) throw new JsonException($"An entry of \"{name}\" lacks what it is about: a symbol, a paragraph, a name or an id.");
    }
}
