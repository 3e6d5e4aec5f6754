using System.Collections.Immutable;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.SeedMaker;

namespace HumanRightsGraph.Ingestion.Tests;

/// <summary>The seed's documents are made from texts, read by people, and give way to the texts.</summary>
public class SeedMakingTests
{
    private static readonly DocumentFacts Full = Some.Resolution("53/90", mandates:
        [Some.Mandate("15", "HRC/56", subject: "the rights of fishers") with { Quote = "Requests the Office to report on the rights of fishers" }, Some.Mandate("16", "HRC/57", DeliverableKind.PANEL, "HRC")])
        .Titled("On tests") with
    {
        Adopted = new Adoption(new DateOnly(2023, 7, 13), 35, VoteKind.RECORDED, 2, 1, 0) { InFavourStates = ["FRA", "DEU"], AgainstStates = ["ITA"] },
        ParagraphCount = new ParagraphCount(4, 17),
        Provisions = [new Provision("OP15", "Requests", "15. Requests the Office to report on the rights of fishers")],
        Cites = [new Citation("A/RES/60/251", "PP1", null, "resolution 60/251", new DateOnly(2006, 3, 15)), new Citation("A/RES/60/251", "PP1", null, "60/251")],
        Instruments = [new InstrumentMention("the Universal Declaration of Human Rights", "PP1", "UDHR"), new InstrumentMention("Some other instrument", "PP2")],
        Mechanisms = [new MechanismMention("OHCHR", "the Office of the High Commissioner", "OFFICE", ["OP15"])],
        FollowUp = [new FollowUp("OP17", null, FollowUpKind.REMAIN_SEIZED)],
    };

    [Fact]
    public void An_entry_keeps_facts_and_their_places_and_no_sentence()
    {
        var text = SeedForm.Write([new SeedDocument(SeedForm.WithoutWords(Full))]);
        foreach (var kept in new[] { "A/HRC/RES/53/90", "On tests", "2023-07-13", "\"FRA\"", "A/RES/60/251", "\"UDHR\"", "Some other instrument", "\"paragraph\": \"15\"", "HRC/56", "REMAIN_SEIZED" })
            Assert.Contains(kept, text);
        foreach (var gone in new[] { "fishers", "Requests", "Universal Declaration", "the Office of" })
            Assert.DoesNotContain(gone, text);
    }

    [Fact]
    public void A_title_that_runs_on_into_the_text_is_left_out()
    {
        Assert.Empty(SeedForm.WithoutWords(Full.Titled("On tests At the meeting the President made the following statement:")).Title);
        Assert.Empty(SeedForm.WithoutWords(Full.Titled("On tests. We recognize that")).Title);
        Assert.Single(SeedForm.WithoutWords(Full.Titled("Mandate No. 5: On tests")).Title);
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        using var seed = new SeedFolder();
        var entry = new SeedDocument(SeedForm.WithoutWords(Full), "Paragraph 16 asks the Council, not the Office.");
        seed.Write("documents/HRC-53.json", SeedForm.Write([entry]));
        var read = Assert.Single(SeedDocuments.Load(seed.Path).Value!);
        Assert.Equal(entry.Corrected, read.Corrected);
        Assert.Equal(FactsJson.Write(entry.Facts), FactsJson.Write(read.Facts));
    }

    [Fact]
    public void The_Council_s_documents_are_taken_and_the_Assembly_s_that_cite_them_or_that_they_cite()
    {
        var made = Make([
            Full,
            Assembly("60/251"),
            Assembly("78/1") with { Cites = [new Citation("A/HRC/RES/53/90", "PP1", null, "53/90")] },
            Assembly("78/2"),
        ]);
        Assert.Equal(["A/HRC/RES/53/90", "A/RES/60/251", "A/RES/78/1"], made.Documents.Select(d => d.Facts.Symbol).Order(StringComparer.Ordinal));

        static DocumentFacts Assembly(string number) => new()
        {
            Symbol = $"A/RES/{number}",
            Kind = DocumentKind.RESOLUTION,
            Language = "en",
            Body = "GA",
            Session = $"GA/{number.Split('/')[0]}",
        };
    }

    [Fact]
    public void The_same_texts_make_the_same_bytes_in_whatever_order_and_nothing_changes_a_second_time()
    {
        using var one = new SeedFolder();
        using var other = new SeedFolder();
        DocumentFacts[] facts = [Full, Some.Resolution("53/9"), Some.Resolution("53/10"), Some.Resolution("54/1")];
        Assert.Equal(2, SeedFiles.Write(one.Path, Make(facts).Documents, check: false).Count);
        SeedFiles.Write(other.Path, Make([.. facts.Reverse()]).Documents, check: false);
        foreach (var file in new[] { "HRC-53.json", "HRC-54.json" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(one.Path, "documents", file)), File.ReadAllBytes(Path.Combine(other.Path, "documents", file)));
        Assert.Equal(["A/HRC/RES/53/9", "A/HRC/RES/53/10", "A/HRC/RES/53/90", "A/HRC/RES/54/1"], SeedDocuments.Load(one.Path).Value!.Select(d => d.Facts.Symbol));
        Assert.Empty(SeedFiles.Write(one.Path, Make(facts).Documents, check: true));
    }

    [Fact]
    public void A_correction_by_hand_survives_and_a_document_that_is_gone_goes()
    {
        using var seed = new SeedFolder();
        SeedFiles.Write(seed.Path, Make([Full, Some.Resolution("54/1")]).Documents, check: false);
        var path = Path.Combine(seed.Path, "documents", "HRC-53.json");
        File.WriteAllText(path, File.ReadAllText(path)
            .Replace("  \"symbol\"", "  \"corrected\": \"Paragraph 16 has no session.\",\n  \"symbol\"", StringComparison.Ordinal)
            .Replace(", \"dueSession\": \"HRC/57\"", "", StringComparison.Ordinal));

        var again = SeedMaking.Of([Full], SeedMaking.Corrected(seed.Path));
        Assert.Empty(again.Notes);
        Assert.Equal(["HRC-54.json"], SeedFiles.Write(seed.Path, again.Documents, check: false).Select(Path.GetFileName));
        Assert.Null(Assert.Single(SeedDocuments.Load(seed.Path).Value!).Facts.Deliverables[1].DueSession);
    }

    [Fact]
    public void A_correction_that_extraction_has_caught_up_with_is_told()
    {
        var made = SeedMaking.Of([Full], [new SeedDocument(SeedForm.WithoutWords(Full), "Read again.")]);
        Assert.Contains("A/HRC/RES/53/90", Assert.Single(made.Notes));
        Assert.Equal("Read again.", Assert.Single(made.Documents).Corrected);
    }

    [Fact]
    public async Task A_text_imported_over_its_seed_leaves_the_graph_that_the_text_alone_makes()
    {
        await using var alone = new TestGraph(TestGraph.Small.Reference);
        await alone.ImportAsync(Full, "aa");
        await using var over = new TestGraph(TestGraph.Small.Reference);
        await over.Importer.ImportAsync(new TextVersion(SeedForm.WithoutWords(Full), TextVersion.SeedFormat, null, null));
        var before = await over.DeliverableAsync("A/HRC/RES/53/90#15");
        Assert.Equal("Report: On tests", before["title"].AsString);
        Assert.True(before["quote"].IsNull);

        Assert.Equal(ImportStatus.Imported, (await over.ImportAsync(Full, "aa")).Status);
        Assert.Equal(await alone.ExportAsync(), await over.ExportAsync());
        Assert.Equal("Report on the rights of fishers", (await over.DeliverableAsync("A/HRC/RES/53/90#15"))["title"].AsString);
        Assert.False((await over.DeliverableAsync("A/HRC/RES/53/90#15"))["quote"].IsNull);
    }

    [Fact]
    public async Task The_product_s_seed_has_more_than_a_thousand_deliverables_and_accuses_nobody()
    {
        await using var graph = new TestGraph(TestGraph.ProductSeed.Reference);
        foreach (var text in TestGraph.ProductSeed.Texts) await graph.Importer.ImportAsync(text);
        var deliverables = 0;
        await foreach (var node in graph.Store.NodesAsync("Deliverable"))
        {
            deliverables++;
            Assert.False(node["title"].IsNull || node["paragraph"].IsNull, node.Key.Id);
        }
        Assert.InRange(deliverables, 1_001, 20_000);
        await foreach (var session in graph.Store.NodesAsync("Session")) Assert.True(session["documentsKnown"].IsNull, session.Key.Id);
        Assert.Contains("A/HRC/RES/53/13#16", await graph.InAsync("Session", "HRC/56", "DUE_AT"));
        Assert.InRange((await graph.InAsync("Session", "HRC/56", "DUE_AT")).Length, 20, 500);
        Assert.Empty(await graph.FindingsAsync("SESSION_UNKNOWN"));
        Assert.Empty(await graph.FindingsAsync("MECHANISM_UNKNOWN"));
        Assert.Empty(await graph.FindingsAsync("VOTES_MISCOUNTED"));
    }

    private static SeedMaking Make(DocumentFacts[] facts) => SeedMaking.Of(facts, []);
}
