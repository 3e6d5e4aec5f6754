using System.Text;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.English;

/// <summary>A resolution of our own words in the form of the Council's English texts.</summary>
internal static class EnglishDocument
{
    private const string Front = "Human Rights Council\nFifty-fourth session\n11 September–13 October 2023\nAgenda item 3\nPromotion and protection of all human rights, civil,\npolitical, economic, social and cultural rights,\nincluding the right to development\nResolution adopted by the Human Rights Council \non 12 October 2023\n54/99.\tLakes and human rights\n";
    private const string Adoption = "\n48th meeting\n12 October 2023\n[Adopted without a vote.]\n";

    /// <summary>The facts of a resolution of the fifty-fourth session with this one operative paragraph.</summary>
    public static DocumentFacts Asking(params string[] operative) => Read(["Guided by the Charter of the United Nations,"], operative, Adoption);

    /// <summary>The facts of a resolution with these preambular paragraphs.</summary>
    public static DocumentFacts Recalling(params string[] preamble) => Read(preamble, ["Decides to remain seized of the matter."], Adoption);

    public static DocumentFacts Adopted(string adoption) => Read(["Guided by the Charter of the United Nations,"], ["Decides to remain seized of the matter."], adoption);

    public static DocumentFacts Facts(string text, string? fileName = null)
    {
        var result = DocumentReader.Read(Encoding.UTF8.GetBytes(text), new(FileName: fileName));
        Assert.True(result.Error is null, result.Error?.Message);
        return result.Facts!;
    }

    private static DocumentFacts Read(string[] preamble, string[] operative, string adoption) =>
        Facts(Front + "\nThe Human Rights Council,\n\n" + string.Join("\n\n", preamble.Concat(operative.Select((p, i) => $"{i + 1}.\t{p}"))) + "\n" + adoption);
}
