using HumanRightsGraph.Documents.Structure;

namespace HumanRightsGraph.Documents.Facts;

internal sealed class MandateReader(DocumentContext context)
{
    public IEnumerable<Mandate> Read(IReadOnlyList<Paragraph> paragraphs, IReadOnlyDictionary<string, IReadOnlyDictionary<int, string>> mechanisms)
    {
        _ = context;
        return [];
    }
}
