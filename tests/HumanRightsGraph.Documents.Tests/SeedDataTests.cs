using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests;

/// <summary>The tables and documents of <c>seed/</c>, and the languages' lists of names, agree with each other.</summary>
public sealed class SeedDataTests
{
    private const string Languages = "src/HumanRightsGraph.Documents/Languages";
    private static readonly string[] SixLanguages = ["en", "fr", "es", "ru", "zh", "ar"];

    public static TheoryData<string> Tables =>
        [.. Files("seed", "*.csv"), .. NamesOfLanguages, $"{Languages}/mechanisms.csv"];

    public static TheoryData<string> NameLists => [.. NamesOfLanguages];

    public static TheoryData<string> Documents => [.. Files("seed/documents", "*.json")];

    [Theory, MemberData(nameof(Tables))]
    public void Every_row_has_its_own_key(string path)
    {
        var rows = SeedTable.Read(path);
        var key = rows[0].ContainsKey("id") ? "id" : "code";
        Assert.Empty(rows.CountBy(row => row[key]).Where(pair => pair.Value > 1).Select(pair => pair.Key));
        Assert.All(rows, row => Assert.NotEmpty(row[key]));
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_table_is_plain_UTF8_with_one_kind_of_line_end_and_no_stray_blanks(string path)
    {
        var text = File.ReadAllText(Path.Combine(SeedTable.Root, path));
        Assert.DoesNotContain('\uFEFF', text);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\uFFFD', text);
        Assert.All(SeedTable.Read(path).SelectMany(row => row.Values), value => Assert.Equal(value.Trim(), value));
    }

    [Theory, MemberData(nameof(NameLists))]
    public void No_form_names_two_things(string path)
    {
        var forms = SeedTable.Read(path).SelectMany(SeedTable.Forms).ToList();
        Assert.Empty(forms.CountBy(form => form).Where(pair => pair.Value > 1).Select(pair => pair.Key));
        Assert.All(forms, Assert.NotEmpty);
    }

    [Theory, MemberData(nameof(NameLists))]
    public void A_list_of_names_names_only_what_the_seed_knows(string path)
    {
        var table = Path.GetFileName(path);
        var key = table == "states.csv" ? "code" : "id";
        AllIn(Ids($"seed/{table}", key), Ids(path, key));
    }

    [Fact]
    public void The_mechanisms_of_the_languages_are_those_of_the_seed()
    {
        static List<(string, string, string)> Rows(string path) =>
            [.. SeedTable.Read(path).Select(row => (row["id"], row["kind"], row["name_en"]))];
        Assert.Equal(Rows("seed/mechanisms.csv"), Rows($"{Languages}/mechanisms.csv"));
    }

    [Fact]
    public void The_States_are_the_Members_and_the_observer_States_each_named_in_six_languages()
    {
        var states = SeedTable.Read("seed/states.csv");
        Assert.Equal(193 + 2, states.Count);
        Assert.All(states, state => Assert.Matches("^[A-Z]{3}$", state["code"]));
        Assert.All(SixLanguages, language =>
        {
            Assert.All(states, state => Assert.NotEmpty(state[$"name_{language}"]));
            Assert.Equal(states.Count, states.Select(state => state[$"name_{language}"]).Distinct().Count());
        });
    }

    [Fact]
    public void A_session_closes_after_it_opens_and_its_sittings_lie_between()
    {
        foreach (var session in SeedTable.Read("seed/sessions.csv"))
        {
            var (opens, closes) = (Date(session["opensOn"]), Date(session["closesOn"]));
            Assert.False(opens > closes, session["id"]);
            Assert.False(Date(session["plannedOpensOn"]) > Date(session["plannedClosesOn"]), session["id"]);
            var from = Dates(session["sittingsFrom"]);
            var to = Dates(session["sittingsTo"]);
            Assert.Equal(from.Count, to.Count);
            if (from.Count > 0)
            {
                Assert.Equal((opens, closes), (from[0], to[^1]));
                List<DateOnly> inOrder = [.. from.Zip(to, (start, end) => new[] { start, end }).SelectMany(pair => pair)];
                Assert.Equal(inOrder.Order(), inOrder);
            }
        }
    }

    [Theory]
    [InlineData("HRC", 72, 61)]
    [InlineData("GA", 85, 80)]
    public void The_regular_sessions_of_a_body_are_numbered_without_gap_and_follow_each_other(string body, int count, int lastOpened)
    {
        var sessions = SeedTable.Read("seed/sessions.csv").Where(row => row["body"] == body && row["kind"] == "REGULAR").ToList();
        Assert.Equal(Enumerable.Range(1, count).Select(number => $"{body}/{number}"), sessions.Select(row => row["id"]));
        Assert.Equal($"{body}/{lastOpened}", sessions.Last(row => row["opensOn"] != "")["id"]);
        List<DateOnly> days = [.. sessions.SelectMany(row => new[] { Date(row["opensOn"]), Date(row["closesOn"]) }).OfType<DateOnly>()];
        // The Council's third session opened on the day its second one closed.
        Assert.Equal(days.Order(), days);
    }

    [Fact]
    public void The_General_Assembly_opens_in_September_of_1945_plus_its_number()
    {
        // The first session, of January 1946, is the one exception.
        var opened = SeedTable.Read("seed/sessions.csv").Where(row => row["body"] == "GA" && row["kind"] == "REGULAR" && row["number"] != "1");
        Assert.All(
            opened.Select(row => (Number: int.Parse(row["number"], CultureInfo.InvariantCulture), Day: Date(row["opensOn"]) ?? Date(row["plannedOpensOn"]))).Where(row => row.Day is not null),
            row => Assert.Equal((1945 + row.Number, 9), (row.Day!.Value.Year, row.Day.Value.Month)));
    }

    [Theory, MemberData(nameof(Documents))]
    public void A_document_reads_as_facts_and_keeps_none_of_its_text(string path)
    {
        foreach (var entry in Entries(path))
        {
            var isByHand = entry.Remove("corrected");
            var facts = Facts(entry);
            // A misspelt field would be passed over in silence: what was read must be all that was written.
            Assert.True(JsonNode.DeepEquals(WithoutDefaults(entry), WithoutDefaults(JsonNode.Parse(FactsJson.Write(facts)))), $"Some field of {facts.Symbol} is not one of the facts.");
            Assert.Equal($"{facts.Session!.Replace('/', '-')}.json", Path.GetFileName(path));
            Assert.All(facts.Provisions, provision => Assert.Null(provision.Text));
            Assert.All(facts.Deliverables, deliverable => Assert.Null(deliverable.Quote));
            Assert.All(facts.Deliverables, deliverable =>
            {
                if (deliverable.Subject is null) return;
                Assert.True(isByHand, $"{facts.Symbol} has the words of its text.");
                Assert.Matches("^[ -~]{10,120}$", deliverable.Subject);
            });
            Assert.All(facts.Cites, cite => Assert.InRange(cite.Form.Length, 1, 60));
            Assert.All(facts.Title.Values, title => Assert.InRange(title.Length, 3, 400));
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void A_document_refers_to_what_the_tables_know(string path) => Assert.All(Read(path), facts =>
    {
        AllIn(Ids("seed/sessions.csv", "id"), [facts.Session, .. facts.Deliverables.SelectMany(d => new[] { d.DueSession, d.FirstDue }), .. facts.FollowUp.Select(f => f.ConsiderAt), .. facts.ReportsConsidered.Select(r => r.SubmittedTo)]);
        AllIn(Ids("seed/mechanisms.csv", "id"), [facts.PreparedBy, .. facts.Mechanisms.Select(m => m.Id), .. facts.Deliverables.Select(d => d.Assignee), .. facts.MandateChanges.Select(c => c.Mechanism)]);
        AllIn(Ids("seed/instruments.csv", "id"), facts.Instruments.Select(i => i.Id));
        AllIn(Ids("seed/bodies.csv", "id"), [facts.Body, .. facts.Deliverables.Select(d => d.Recipient)]);
        AllIn(Ids("seed/agenda-items.csv", "id"), facts.AgendaItems.Where(_ => facts.Body == "HRC").Select(item => $"{facts.Body}/item/{item}"));
        AllIn(Ids("seed/states.csv", "code"), [.. facts.Sponsors?.Select(s => s.State) ?? [], .. Votes(facts).SelectMany(v => v.States)]);
    });

    [Theory, MemberData(nameof(Documents))]
    public void Every_place_that_a_document_worded_by_hand_names_is_one_of_its_paragraphs(string path) => Assert.All(Read(path).Where(f => !f.Provisions.IsEmpty), facts =>
    {
        List<string> paragraphs = [.. Numbers("PP", facts.ParagraphCount.Preambular), .. Numbers("OP", facts.ParagraphCount.Operative), .. Numbers("¶", facts.ParagraphCount.Numbered)];
        Assert.Equal(paragraphs, facts.Provisions.Select(provision => provision.Paragraph));
        IEnumerable<string> places = [
            .. facts.Cites.Select(c => c.Anchor ?? c.Paragraph), .. facts.Instruments.Select(i => i.Paragraph), .. facts.Mechanisms.SelectMany(m => m.Paragraphs),
            .. facts.Deliverables.Select(d => $"OP{d.Paragraph}"), .. facts.FollowUp.Select(f => f.Paragraph), .. facts.ReportsConsidered.Select(r => r.Paragraph)];
        Assert.DoesNotContain(places, place => !paragraphs.Contains(place) && place != "summary" && !Regex.IsMatch(place, "^fn[0-9]{1,3}$", RegexOptions.NonBacktracking));
        Assert.All(facts.Cites, cite => Assert.True(cite.Anchor is not null == cite.Paragraph.StartsWith("fn", StringComparison.Ordinal), $"{cite.Symbol} at {cite.Paragraph}"));
        Assert.DoesNotContain(facts.Cites.CountBy(cite => (cite.Symbol, cite.Paragraph)), pair => pair.Value > 1);
    });

    [Theory, MemberData(nameof(Documents))]
    public void A_vote_counts_the_States_it_lists_each_once(string path) => Assert.All(Read(path), facts =>
    {
        Assert.All(Votes(facts), vote => Assert.Equal(vote.Count ?? 0, vote.States.Length));
        List<string> voters = [.. Votes(facts).SelectMany(vote => vote.States)];
        Assert.Equal(voters.Distinct(), voters);
        Assert.Equal(facts.Sponsors?.Select(s => s.State).Distinct().Count(), facts.Sponsors?.Length);
    });

    private static JsonNode? WithoutDefaults(JsonNode? node)
    {
        static bool IsDefault(JsonNode? value) => value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } || value.GetValueKind() == JsonValueKind.False;
        return node switch
        {
            JsonObject fields => new JsonObject(fields.Where(field => !IsDefault(field.Value)).Select(field => KeyValuePair.Create(field.Key, WithoutDefaults(field.Value)))),
            JsonArray items => new JsonArray([.. items.Select(WithoutDefaults)]),
            _ => node?.DeepClone(),
        };
    }

    private static IEnumerable<string> NamesOfLanguages =>
        Files(Languages, "*.csv").Where(path => Regex.IsMatch(path, "/[a-z]{2}/(mechanisms|instruments|states)[.]csv$", RegexOptions.NonBacktracking));

    private static IEnumerable<(int? Count, ImmutableArray<string> States)> Votes(DocumentFacts facts) => facts.Adopted is not { } adopted ? [] :
        [(adopted.InFavour, adopted.InFavourStates), (adopted.Against, adopted.AgainstStates), (adopted.Abstaining, adopted.AbstainingStates)];

    private static IEnumerable<string> Numbers(string prefix, int? count) => Enumerable.Range(1, count ?? 0).Select(number => $"{prefix}{number}");

    private static void AllIn(ISet<string> known, IEnumerable<string?> used) =>
        Assert.DoesNotContain(used.OfType<string>(), id => !known.Contains(id));

    private static SortedSet<string> Ids(string path, string key) => new(SeedTable.Read(path).Select(row => row[key]), StringComparer.Ordinal);

    private static List<DocumentFacts> Read(string path) => [.. Entries(path).Select(Facts)];

    // The seed leaves out what is empty, and the names of what the tables have.
    private static DocumentFacts Facts(JsonObject entry)
    {
        var facts = JsonNode.Parse(FactsJson.Write(new DocumentFacts { Symbol = "", Kind = DocumentKind.OTHER, Language = "", Adopted = new(null, null, null, null, null, null) }))!.AsObject();
        var adopted = facts["adopted"]!.AsObject();
        facts["adopted"] = null;
        foreach (var (name, value) in entry)
        {
            facts[name] = value?.DeepClone();
            if (name != "adopted" || value is null) continue;
            foreach (var (list, empty) in adopted)
                if (!value.AsObject().ContainsKey(list)) facts[name]![list] = empty?.DeepClone();
        }
        return FactsJson.Read(facts.ToJsonString());
    }

    private static List<JsonObject> Entries(string path)
    {
        List<JsonObject> entries = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(SeedTable.Root, path)))!.AsArray().Select(entry => entry!.AsObject())];
        foreach (var mention in entries.SelectMany(e => new[] { e["instruments"], e["mechanisms"] }).OfType<JsonArray>().SelectMany(mentions => mentions))
            if (mention!["name"] is null) mention["name"] = mention["id"]!.DeepClone();
        return entries;
    }

    private static DateOnly? Date(string text) => text == "" ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<DateOnly> Dates(string text) => [.. text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(day => Date(day)!.Value)];

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(SeedTable.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SeedTable.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
