using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Tests;

public class SeedTests
{
    [Fact]
    public async Task The_seed_answers_which_session_receives_which_report()
    {
        await using var graph = new TestGraph(TestGraph.Small.Reference);
        foreach (var text in TestGraph.Small.Texts) await graph.Importer.ImportAsync(text);
        Assert.Equal(["A/HRC/RES/53/11#33", "A/HRC/RES/53/13#16"], await graph.InAsync("Session", "HRC/56", "DUE_AT"));
        Assert.Equal(["HIGH_COMMISSIONER"], await graph.OutAsync("Deliverable", "A/HRC/RES/53/13#16", "ASSIGNED_TO"));
        Assert.Equal(["A/HRC/RES/54/24#15@GA/77"], await graph.InAsync("Session", "GA/77", "DUE_AT"));
        Assert.Equal(["A/HRC/RES/38/12"], await graph.OutAsync("Document", "A/HRC/44/25", "ANSWERS"));
        Assert.Equal("Civil society space", (await graph.DocumentAsync("A/HRC/RES/53/13"))["title"].AsString);
        Assert.Empty(await graph.FindingsAsync("MECHANISM_UNKNOWN"));
        Assert.Empty(await graph.FindingsAsync("SESSION_UNKNOWN"));
        Assert.Empty(await graph.FindingsAsync("VOTES_MISCOUNTED"));
    }

    [Fact]
    public async Task A_text_takes_the_seed_s_place_and_is_not_replaced_by_it()
    {
        var seed = TestGraph.Small.Texts.Single(t => t.Symbol == "A/HRC/RES/53/13");
        var text = new TextVersion(seed.Facts with
        {
            Title = seed.Facts.Title.Remove("en"),
            Cites = [],
            Deliverables = [.. seed.Facts.Deliverables.Select(d => d with { Subject = null, Quote = "words" })],
        }, "txt", "00", "1");
        await using var graph = new TestGraph(TestGraph.Small.Reference);
        await graph.Importer.ImportAsync(seed);
        await graph.Importer.ImportAsync(text);
        Assert.Empty(await graph.RelationshipsAsync("CITES"));
        Assert.Equal("txt", (await graph.FindAsync("Text", "A/HRC/RES/53/13@zh"))!["format"].AsString);
        Assert.Equal(ImportStatus.Kept, (await graph.Importer.ImportAsync(seed)).Status);
        // What no text has stays known.
        Assert.Equal("Civil society space", (await graph.DocumentAsync("A/HRC/RES/53/13"))["title"].AsString);
        Assert.Equal(seed.Facts.Deliverables[0].Subject, (await graph.DeliverableAsync("A/HRC/RES/53/13#16"))["title"].AsString);
    }

    [Fact]
    public async Task The_seed_s_documents_go_into_a_store_without_documents_at_once_as_they_would_one_by_one()
    {
        await using var one = new TestGraph(TestGraph.Small.Reference);
        foreach (var text in TestGraph.Small.Texts) await one.Importer.ImportAsync(text);
        await using var first = new TestGraph(TestGraph.Small.Reference);
        await first.Importer.ApplyReferenceAsync();
        var before = first.Store.Version;
        Assert.True((await first.Importer.ImportFirstAsync(TestGraph.Small.Texts)).Any);
        Assert.Equal(before + 1, first.Store.Version);
        Assert.Equal(await one.ExportAsync(), await first.ExportAsync());
        Assert.False((await first.Importer.ImportFirstAsync([.. TestGraph.Small.Texts.Take(1)])).Any);
    }

    [Fact]
    public async Task What_a_document_of_the_seed_says_of_the_tables_goes_in_too_and_what_the_store_has_stays()
    {
        var agenda = new TextVersion(Some.Report("A/HRC/56/1", "HRC/56") with { Kind = DocumentKind.AGENDA }, TextVersion.SeedFormat, null, null);
        await using var graph = new TestGraph(TestGraph.Small.Reference);
        var opens = new Property("opensOn", PropertyValue.Of(new DateOnly(2024, 1, 1)));
        await graph.Store.ApplyAsync([new UpsertNode(new NodeKey("Session", "HRC/56"), "Session", [opens])]);
        await graph.Importer.ImportFirstAsync([agenda]);
        var session = (await graph.FindAsync("Session", "HRC/56"))!;
        Assert.True(session["documentsKnown"].AsBoolean);
        Assert.Equal(new DateOnly(2024, 1, 1), session["opensOn"].AsDate);
    }

    [Fact]
    public async Task A_version_of_a_text_with_fewer_paragraphs_is_not_taken_and_one_with_as_many_is()
    {
        var full = Some.Resolution() with { ParagraphCount = new ParagraphCount(4, 9) };
        await using var graph = new TestGraph();
        await graph.ImportAsync(full, "aa");
        var kept = await graph.ImportAsync(full with { ParagraphCount = new ParagraphCount(4, 2) }, "bb");
        Assert.Equal(ImportStatus.Kept, kept.Status);
        Assert.Contains("13 paragraphs", kept.Advice);
        Assert.Equal(ImportStatus.Imported, (await graph.ImportAsync(full.Titled("Corrected"), "cc")).Status);
    }

    [Fact]
    public async Task Reference_data_adds_what_a_graph_lacks_and_overwrites_nothing()
    {
        await using var graph = new TestGraph(TestGraph.Small.Reference);
        var opens = new Property("opensOn", PropertyValue.Of(new DateOnly(2024, 1, 1)));
        await graph.Store.ApplyAsync([new UpsertNode(new NodeKey("Session", "HRC/56"), "Session", [opens])]);

        await graph.Importer.ApplyReferenceAsync();

        var session = (await graph.FindAsync("Session", "HRC/56"))!;
        Assert.Equal(new DateOnly(2024, 1, 1), session["opensOn"].AsDate);
        Assert.Equal(new DateOnly(2024, 7, 12), session["closesOn"].AsDate);
        Assert.Equal(["HRC"], await graph.OutAsync("Session", "HRC/56", "SESSION_OF"));
    }

    [Fact]
    public async Task Reference_data_is_applied_once_and_its_changes_reach_what_documents_made_of_it()
    {
        using var seed = new SeedFolder();
        await using var graph = new TestGraph(seed.Reference());
        await graph.ImportAsync(Some.Resolution(mandates: [Some.Mandate("15", "HRC/66", recurrence: Recurrence.ANNUAL), Some.Mandate("16", "HRC/75")]));
        Assert.Equal(2, (await graph.DeliverablesOfAsync("A/HRC/RES/53/90")).Count(d => d.Contains('@')));
        Assert.Single(await graph.FindingsAsync("SESSION_UNKNOWN"));

        using var same = new Importer(graph.Store, seed.Reference());
        Assert.False((await same.ApplyReferenceAsync()).Any);

        seed.Write("sessions.csv", SeedFolder.SessionColumns + string.Concat(Enumerable.Range(50, 30).Select(n => $"HRC/{n},HRC,{n},REGULAR,2030-01-01,,,,,,\n")));
        using var updated = new Importer(graph.Store, seed.Reference());
        Assert.True((await updated.ApplyReferenceAsync()).Any);
        Assert.Equal(5, (await graph.DeliverablesOfAsync("A/HRC/RES/53/90")).Count(d => d.Contains('@')));
        Assert.Empty(await graph.FindingsAsync("SESSION_UNKNOWN"));
        Assert.Equal(new DateOnly(2030, 1, 1), (await graph.FindAsync("Session", "HRC/75"))!["opensOn"].AsDate);
    }

    [Theory]
    [InlineData("sessions.csv", SeedFolder.SessionColumns + "HRC/1,HRC,1,REGULAR,2023-02-30,,,,,,\n", "line 2, column opensOn")]
    [InlineData("sessions.csv", SeedFolder.SessionColumns + "HRC/1,HRC,1,REGULAR,,,,,,,\nHRC/1,HRC,1,REGULAR,,,,,,,\n", "line 3, column id")]
    [InlineData("sessions.csv", SeedFolder.SessionColumns + "HRC/1,XYZ,1,REGULAR,,,,,,,\n", "line 2, column body")]
    [InlineData("sessions.csv", SeedFolder.SessionColumns + "HRC/1,HRC,one,REGULAR,,,,,,,\n", "line 2, column number")]
    [InlineData("sessions.csv", SeedFolder.SessionColumns + "HRC/1,HRC,1,WEEKLY,,,,,,,\n", "line 2, column kind")]
    [InlineData("sessions.csv", SeedFolder.SessionColumns + "HRC/1,HRC,1,REGULAR,,,,,2020-01-01|x,,\n", "line 2, column sittingsFrom")]
    [InlineData("bodies.csv", "id,title\nHRC,\"Council\n", "line 2")]
    [InlineData("bodies.csv", "id\nHRC\n", "line 1, column title")]
    [InlineData("bodies.csv", "", "line 1")]
    [InlineData("documents/a.json", "{\"symbol\": \"A/1\",\n\"kind\": \"POEM\", \"language\": \"en\"}", "line 2")]
    [InlineData("documents/a.json", "{\"symbol\": \"A/1\",\n  nonsense", "line 2")]
    [InlineData("documents/a.json", "{\"symbol\": \"A/1\", \"kind\": \"OTHER\", \"language\": \"de\"}", "column language")]
    public void A_bad_file_of_the_seed_is_an_error_with_its_place(string file, string text, string place)
    {
        using var seed = new SeedFolder();
        seed.Write(file, text);
        var reading = Seed.Load(seed.Path);
        Assert.Null(reading.Value);
        Assert.Contains(Path.GetFileName(file), reading.Error!.ToString());
        Assert.Contains(place, reading.Error.ToString());
    }

    [Fact]
    public async Task A_document_of_the_seed_may_say_as_little_as_its_symbol_kind_and_language()
    {
        using var seed = new SeedFolder();
        seed.Write("documents/a.json", """[{"symbol": "A/1", "kind": "OTHER", "language": "en"}, {"symbol": "A/2", "kind": "REPORT", "language": "en", "adopted": {"date": "2020-01-01"}}]""");
        var reading = Seed.Load(seed.Path);
        Assert.Null(reading.Error);
        await using var graph = new TestGraph(reading.Value!.Reference);
        foreach (var text in reading.Value.Texts) Assert.Equal(ImportStatus.Imported, (await graph.Importer.ImportAsync(text)).Status);
        foreach (var text in reading.Value.Texts) Assert.Equal(ImportStatus.Unchanged, (await graph.Importer.ImportAsync(text)).Status);
    }

    [Theory]
    [InlineData("""{"symbol": "A/1", "kind": "OTHER", "language": "en", "cites": [{"paragraph": "PP1"}]}""")]
    [InlineData("""{"symbol": "A/1", "kind": "OTHER", "language": "en", "cites": [null]}""")]
    [InlineData("""{"symbol": "A/1", "kind": "OTHER", "language": "en", "deliverables": [{"kind": "REPORT"}]}""")]
    [InlineData("""{"symbol": "A/1", "kind": "OTHER", "language": "en", "mechanisms": [{"id": "OHCHR", "paragraphs": [null]}]}""")]
    public void A_fact_of_the_seed_without_what_it_is_about_is_an_error(string json)
    {
        using var seed = new SeedFolder();
        seed.Write("documents/a.json", json);
        Assert.Contains("a.json", Seed.Load(seed.Path).Error!.ToString());
    }

    [Fact]
    public void A_missing_folder_or_table_is_an_error_that_names_it()
    {
        Assert.Contains("nowhere", Seed.Load("/nowhere").Error!.ToString());
        using var seed = new SeedFolder();
        File.Delete(Path.Combine(seed.Path, "states.csv"));
        Assert.Contains("states.csv", Seed.Load(seed.Path).Error!.ToString());
    }
}
