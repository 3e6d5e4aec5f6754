using HumanRightsGraph.Ingestion.Runs;

namespace HumanRightsGraph.Ingestion.Tests;

/// <summary>One resolution in English and in Chinese, in our own words and the Council's form, through the importer: what the texts say differently is found.</summary>
public sealed class TextsInTwoLanguagesTests : IAsyncLifetime
{
    private const string Symbol = "A/HRC/RES/53/90";

    private const string English = """
        Human Rights Council
        Fifty-third session
        19 June–14 July 2023
        Agenda item 3
        Resolution adopted by the Human Rights Council on 13 July 2023
        53/90. Lakes

        The Human Rights Council,

        Recalling its resolution 5/1 of 18 June 2007,

        1. Welcomes the dialogue on lakes;

        2. Requests the Office of the United Nations High Commissioner for Human Rights to prepare a report on lakes, and to submit it to the Human Rights Council at its fifty-sixth session;

        3. Decides to convene, at its fifty-fifth session, a panel discussion on lakes;

        4. Decides to remain seized of the matter.

        35th meeting
        13 July 2023
        [Adopted by a recorded vote of 24 to 6, with 17 abstentions.]
        """;

    private const string Chinese = """
        人权理事会
        第五十三届会议
        2023 年 6 月 19 日至 7 月 14 日
        议程项目 3
        人权理事会 2023 年 7 月 13 日通过的决议
        53/90. 湖泊

        人权理事会，

        回顾其 2007 年 6 月 18 日第 5/1 号决议，

        1. 欢迎关于湖泊的对话；

        2. 请联合国人权事务高级专员办事处编写一份关于湖泊的报告，并向人权理事会第五十六届会议提交该报告；

        3. 决定在第五十五届会议上举行一次关于湖泊的小组讨论会；

        4. 决定继续处理此案。

        2023 年 7 月 13 日
        第 35 次会议
        [经记录表决，以 24 票赞成、6 票反对、17 票弃权获得通过。]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("hrgraph-languages-").FullName;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    private async Task<TestGraph> ImportedAsync(string english, string chinese, bool chineseFirst = false)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, chineseFirst ? "b.txt" : "a.txt"), english);
        await File.WriteAllTextAsync(Path.Combine(_folder, chineseFirst ? "a.txt" : "b.txt"), chinese);
        var graph = new TestGraph();
        var (report, error) = await new ImportRun(graph.Importer).RunAsync([_folder]);
        Assert.Null(error);
        Assert.Equal(2, report!.Count(FileStatus.Imported));
        return graph;
    }

    [Fact]
    public async Task The_two_texts_are_one_document_without_a_finding_where_they_say_the_same()
    {
        await using var graph = await ImportedAsync(English, Chinese);
        Assert.Equal([$"{Symbol}@en", $"{Symbol}@zh"], await graph.InAsync("Document", Symbol, "TEXT_OF"));
        Assert.Equal([$"{Symbol}#2", $"{Symbol}#3"], await graph.DeliverablesOfAsync(Symbol));
        Assert.Empty(await graph.FindingsAsync("LANGUAGES_DISAGREE"));
    }

    [Theory]
    [InlineData("提交该报告", "提交该报告", "第五十六届会议", "第五十七届会议", "@en OP2: HRC/56", "@zh OP2: HRC/57")]
    [InlineData("以 24 票赞成", "以 25 票赞成", "", "", "@en 24", "@zh 25")]
    [InlineData("第 5/1 号决议", "第 5/2 号决议", "", "", "@en PP1", "@zh not cited", "@en not cited", "@zh PP1")]
    [InlineData("第 35 次会议", "第 35 次会议", "2007 年 6 月 18 日", "2007 年 6 月 19 日", "@en PP1 2007-06-18", "@zh PP1 2007-06-19")]
    public async Task What_one_text_says_otherwise_is_found_with_both_places(string one, string other, string second, string instead, params string[] places)
    {
        var planted = Chinese.Replace(one, other, StringComparison.Ordinal);
        if (second.Length > 0) planted = planted.Replace(second, instead, StringComparison.Ordinal);
        Assert.NotEqual(Chinese, planted);
        foreach (var chineseFirst in (bool[])[false, true])
        {
            await using var graph = await ImportedAsync(English, planted, chineseFirst);
            var findings = await graph.FindingsAsync("LANGUAGES_DISAGREE");
            var said = new List<string>();
            foreach (var id in findings) said.AddRange((await graph.FindAsync("Finding", id))!["places"].AsStrings);
            Assert.Equal(places.Length, said.Count);
            foreach (var place in places) Assert.Contains(said, s => s.StartsWith(Symbol + place, StringComparison.Ordinal));
        }
    }
}
