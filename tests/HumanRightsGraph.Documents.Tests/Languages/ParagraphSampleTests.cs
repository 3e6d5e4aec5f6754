using System.Globalization;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Languages;

/// <summary>
/// Paragraphs of our own words as the Council words them, in a file a language: a paragraph (its sub-items parted by " // "), then a line a fact that it says.
/// A preambular one begins with "PP". Whoever finds a wording that is read wrongly adds it there.
/// </summary>
public sealed class ParagraphSampleTests
{
    private static string Folder { get; } = Path.Combine(SeedTable.Root, "tests/HumanRightsGraph.Documents.Tests/samples/paragraphs");

    private static readonly Dictionary<string, string[]> Fronts = new()
    {
        ["fr"] = ["Conseil des droits de l’homme", "Cinquante-quatrième session", "11 septembre-13 octobre 2023", "Point 3 de l’ordre du jour", "Résolution adoptée par le Conseil des droits de l’homme le 12 octobre 2023", "54/99. Les lacs et les droits de l’homme", "Le Conseil des droits de l’homme,", "Guidé par la Charte des Nations Unies,"],
        ["es"] = ["Consejo de Derechos Humanos", "54º período de sesiones", "11 de septiembre a 13 de octubre de 2023", "Tema 3 de la agenda", "Resolución aprobada por el Consejo de Derechos Humanos el 12 de octubre de 2023", "54/99. Los lagos y los derechos humanos", "El Consejo de Derechos Humanos,", "Guiado por la Carta de las Naciones Unidas,"],
        ["ru"] = ["Совет по правам человека", "Пятьдесят четвертая сессия", "11 сентября — 13 октября 2023 года", "Пункт 3 повестки дня", "Резолюция, принятая Советом по правам человека 12 октября 2023 года", "54/99. Озера и права человека", "Совет по правам человека,", "руководствуясь Уставом Организации Объединенных Наций,"],
        ["ar"] = ["مجلس حقوق الإنسان", "الدورة الرابعة والخمسون", "11 أيلول/سبتمبر - 13 تشرين الأول/أكتوبر 2023", "البند 3 من جدول الأعمال", "قرار اعتمده مجلس حقوق الإنسان في 12 تشرين الأول/أكتوبر 2023", "54/99- البحيرات وحقوق الإنسان", "إن مجلس حقوق الإنسان،", "إذ يسترشد بميثاق الأمم المتحدة،"],
        ["zh"] = ["人权理事会", "第五十四届会议", "2023 年 9 月 11 日至 10 月 13 日", "议程项目 3", "人权理事会 2023 年 10 月 12 日通过的决议", "54/99. 湖泊与人权", "人权理事会，", "遵循《联合国宪章》的宗旨和原则，"],
    };

    public static TheoryData<string, string, string> Paragraphs =>
        [.. from file in Directory.EnumerateFiles(Folder, "*.txt")
            orderby file
            let language = Path.GetFileNameWithoutExtension(file)
            from sample in File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            let lines = sample.Trim().Split('\n')
            select (language, lines[0], string.Join("\n", lines.Skip(1).Select(l => l.Trim())))];

    [Fact]
    public void Every_language_but_English_has_two_dozen() =>
        Assert.All(Fronts.Keys, language => Assert.True(Paragraphs.Count(p => p.Data.Item1 == language) >= 24, language));

    [Theory, MemberData(nameof(Paragraphs))]
    public void A_paragraph_says_its_facts(string language, string paragraph, string facts)
    {
        var preambular = paragraph.StartsWith("PP ", StringComparison.Ordinal);
        var number = language == "ar" ? "1- " : "1. ";
        string[] blocks = preambular ? [paragraph[3..]] : [.. paragraph.Split(" // ").Select((text, i) => i == 0 ? number + text : text)];
        var text = string.Join("\n\n", Fronts[language].Concat(blocks)) + "\n";
        var result = DocumentReader.Read(text, new("A/HRC/RES/54/99", language));
        Assert.True(result.Error is null, result.Error?.Message);
        Assert.Equal(facts, string.Join("\n", Said(result.Facts!)));
    }

    private static IEnumerable<string> Said(DocumentFacts facts)
    {
        foreach (var d in facts.Deliverables)
            yield return Line("deliverable", d.Sub, d.Assignee ?? "nobody", d.Kind, d.Count, d.Recipient, d.DueSession, d.DueRule, d.DueDate, d.Recurrence);
        foreach (var c in facts.Cites) yield return Line("cites", c.Symbol, c.CitedDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var c in facts.MandateChanges) yield return Line("mandate", c.Mechanism, c.Change, c.Years);
        foreach (var f in facts.FollowUp) yield return Line("follow-up", f.Kind, f.ConsiderAt);
    }

    private static string Line(params object?[] values) => string.Join(' ', values.OfType<object>().Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));
}
