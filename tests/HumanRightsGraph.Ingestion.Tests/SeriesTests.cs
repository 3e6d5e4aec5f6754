using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Tests;

public class SeriesTests
{
    private const string Title = "Lakes and human rights";

    private static DocumentFacts Text(string number, params string[] cites) =>
        Some.Resolution(number).Titled(Title).Citing([.. cites.Select((c, i) => ($"A/HRC/RES/{c}", $"PP{i + 1}"))]);

    private static async Task<string[]> RowAsync(TestGraph graph) =>
        [.. (await graph.RelationshipsAsync("FOLLOWS")).Select(r => $"{r.From.Id} {r.To.Id}").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_text_follows_the_latest_of_its_title_that_it_cites_in_whatever_order_they_come()
    {
        DocumentFacts[] documents = [Text("44/90"), Text("47/90", "44/90"), Text("53/90", "44/90", "47/90", "5/1")];
        foreach (var order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]])
        {
            await using var graph = await TestGraph.OfAsync([.. order.Select(i => documents[i])]);
            Assert.Equal(["A/HRC/RES/47/90 A/HRC/RES/44/90", "A/HRC/RES/53/90 A/HRC/RES/47/90"], await RowAsync(graph));
        }
    }

    [Fact]
    public async Task Another_title_another_body_or_a_later_text_is_no_predecessor()
    {
        var assembly = new DocumentFacts { Symbol = "A/RES/70/9", Kind = DocumentKind.RESOLUTION, Language = "en", Body = "GA", Session = "GA/70" }.Titled(Title);
        await using var graph = await TestGraph.OfAsync(assembly, Some.Resolution("47/91").Titled("Rivers"), Text("54/90"),
            Text("53/90", "47/91", "54/90").Citing(("A/RES/70/9", "PP1"), ("A/HRC/RES/47/91", "PP2"), ("A/HRC/RES/54/90", "PP3")));
        Assert.Empty(await RowAsync(graph));
    }

    [Fact]
    public async Task A_text_that_gets_another_title_leaves_the_row()
    {
        await using var graph = await TestGraph.OfAsync(Text("44/90"), Text("47/90", "44/90"), Text("53/90", "44/90", "47/90"));
        await graph.ImportAsync(Text("47/90", "44/90").Titled("Rivers"));
        Assert.Equal(["A/HRC/RES/53/90 A/HRC/RES/44/90"], await RowAsync(graph));
    }
}
