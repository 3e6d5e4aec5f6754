using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Tests;

/// <summary>Whatever the order and the repetitions, the same texts give the same graph.</summary>
public class ImportOrderTests
{
    private static readonly string[] Symbols = ["A/HRC/RES/53/1", "A/HRC/RES/53/2", "A/HRC/RES/56/1", "A/HRC/53/L.1", "A/HRC/53/L.1/Rev.1", "A/HRC/56/10", "A/HRC/56/11", "A/HRC/56/10/Add.1"];
    private static readonly string[] Titles = ["On tests", "On rights"];
    private static readonly string[] Sessions = ["HRC/53", "HRC/56", "HRC/57", "HRC/95", "GA/79"];
    private static readonly string[] Mechanisms = ["OHCHR", "HIGH_COMMISSIONER", "SR_HEALTH", "UNKNOWN_ONE", "UNKNOWN_TWO"];

    [Fact]
    public void Any_order_and_any_repetition_of_imports_gives_the_same_graph() =>
        Prop.ForAll(Arb.From(Libraries()), library => Holds(async () =>
        {
            await using var one = await OfAsync(library.Texts);
            await using var other = await OfAsync(library.Again);
            Assert.Equal(await one.ExportAsync(), await other.ExportAsync());
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Importing_again_changes_nothing() =>
        Prop.ForAll(Arb.From(Libraries()), library => Holds(async () =>
        {
            await using var graph = await OfAsync(library.Texts);
            var version = graph.Store.Version;
            foreach (var facts in library.Texts)
                Assert.Equal(ImportStatus.Unchanged, (await graph.ImportAsync(facts)).Status);
            Assert.Equal(version, graph.Store.Version);
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public void A_replaced_text_leaves_nothing_that_only_it_said() =>
        Prop.ForAll(Arb.From(Replacement()), change => Holds(async () =>
        {
            await using var replaced = await OfAsync([.. change.Before, .. change.After]);
            await using var fresh = await OfAsync(change.After);
            Assert.Equal(await fresh.ExportAsync(), await replaced.ExportAsync());
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private sealed record Library(DocumentFacts[] Texts, DocumentFacts[] Again)
    {
        public override string ToString() => $"{Printed(Texts)}\nAGAIN {string.Join(" ", Again.Select(f => $"{f.Symbol}@{f.Language}"))}";
    }

    private sealed record Change(DocumentFacts[] Before, DocumentFacts[] After)
    {
        public override string ToString() => $"{Printed(Before)}\nTHEN\n{Printed(After)}";
    }

    private static string Printed(DocumentFacts[] texts) => string.Join("\n", texts.Select(FactsJson.Write));

    private static Gen<Library> Libraries() =>
        from facts in Facts().ListOf(6)
        let texts = facts.DistinctBy(f => (f.Symbol, f.Language)).ToArray()
        from order in Gen.Shuffle(texts)
        from repeated in Gen.Elements(texts).ArrayOf(3)
        from all in Gen.Shuffle(order.Concat(repeated).ToArray())
        select new Library(texts, all);

    // The same symbols and languages before and after, so that each text is replaced.
    private static Gen<Change> Replacement() =>
        from before in Facts().ListOf(4)
        from after in Facts().ListOf(4)
        let texts = before.Zip(after, (b, a) => (Before: b, After: a with { Symbol = b.Symbol, Language = b.Language }))
            .DistinctBy(t => (t.Before.Symbol, t.Before.Language)).ToArray()
        select new Change([.. texts.Select(t => t.Before)], [.. texts.Select(t => t.After)]);

    private static Gen<DocumentFacts> Facts() =>
        from symbol in Gen.Elements(Symbols)
        from language in Gen.Elements("en", "zh", "ar")
        from title in Gen.Elements(Titles)
        from session in Gen.Elements(Sessions)
        from cites in Gen.Elements(Symbols).ListOf(2)
        from mandates in Mandates()
        from fulfils in Gen.Elements(Symbols).ListOf(1)
        from paragraph in Gen.Elements<string?>(null, null, "OP15", "OP16", "OP99")
        from author in Gen.Elements(Mechanisms)
        from mentioned in Gen.Elements(Mechanisms)
        from name in Gen.Elements("First name", "Second name", "Another name")
        from vote in Gen.Elements("FRA", "CHN", "XXX")
        select new DocumentFacts
        {
            Symbol = symbol,
            Language = language,
            Body = "HRC",
            Session = session,
            Kind = symbol.Contains("RES") ? DocumentKind.RESOLUTION : symbol.Contains("L.") ? DocumentKind.DRAFT_RESOLUTION : DocumentKind.REPORT,
            Title = ImmutableSortedDictionary<string, string>.Empty.Add(language, title),
            Cites = [.. cites.Select((c, i) => new Citation(c, $"PP{i + 1}", null, c))],
            Deliverables = mandates,
            Fulfils = symbol.Contains("RES") ? [] : [.. fulfils.Select(f => new Fulfilment(f, paragraph))],
            PreparedBy = symbol.Contains("RES") ? null : author,
            Mechanisms = [new MechanismMention(mentioned, name, "OTHER", ["PP1"])],
            Adopted = symbol.Contains("RES") ? new Adoption(null, null, VoteKind.RECORDED, 1, null, null) { InFavourStates = [vote] } : null,
        };

    // One request a paragraph: where language versions find different requests in one place, the ordinal first given is kept.
    private static Gen<ImmutableArray<Mandate>> Mandates() =>
        from kind in Gen.Elements(DeliverableKind.REPORT, DeliverableKind.PANEL)
        from due in Gen.Elements(Sessions)
        from recurrence in Gen.Elements<Recurrence?>(null, null, Recurrence.ANNUAL)
        from count in Gen.Choose(0, 3)
        select ((ImmutableArray<Mandate>)[Some.Mandate("15", due, recurrence: recurrence), Some.Mandate("16", due, kind), Some.Mandate("17", due, sub: "a")])[..count];

    // A few sessions and mechanisms are enough: what is unknown is more interesting here.
    private static readonly ReferenceData Reference = SmallReference();

    private static ReferenceData SmallReference()
    {
        using var seed = new SeedFolder();
        return seed.Reference();
    }

    private static async Task<TestGraph> OfAsync(params DocumentFacts[] texts)
    {
        var graph = new TestGraph(Reference);
        foreach (var facts in texts) await graph.ImportAsync(facts);
        return graph;
    }

    // FsCheck's properties are not asynchronous; nothing here waits for anything.
    private static bool Holds(Func<Task> claim)
    {
        claim().GetAwaiter().GetResult();
        return true;
    }
}
