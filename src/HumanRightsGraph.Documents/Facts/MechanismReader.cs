using System.Collections.Immutable;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>Mechanisms and officials by their names, the longest first; one named by its sort alone is the one of that sort named last.</summary>
/// <param name="titled">Ids of the mechanisms that the document's title names.</param>
internal sealed class MechanismReader(DocumentContext context, IReadOnlyList<string> titled)
{
    private readonly Language _language = context.Language;
    private readonly List<string> _named = [];
    private readonly Dictionary<string, List<string>> _paragraphs = [];

    /// <summary>Ids by the start of the words that name them, of the paragraph.</summary>
    public IReadOnlyDictionary<int, string> Read(Paragraph paragraph)
    {
        var ids = new Dictionary<int, string>();
        var text = paragraph.Match;
        foreach (var token in paragraph.Tokens)
        {
            var id = token.Kind == TokenKind.Mechanism || token.Is(WordClass.Body) ? token.Value : token.Is(WordClass.Generic) ? Back(token, text) : null;
            if (id is null || !_language.Mechanisms.ContainsKey(id)) continue;
            ids[token.Start] = id;
            _named.Add(id);
            if (!_paragraphs.TryGetValue(id, out var places)) _paragraphs.Add(id, places = []);
            if (!places.Contains(paragraph.Label))
            {
                places.Add(paragraph.Label);
                context.Explain("mechanisms", paragraph.Label, token.Kind == TokenKind.Mechanism ? "name" : "named-before", paragraph.Text.Quote(token.Start, token.End));
            }
        }
        return ids;
    }

    public ImmutableArray<MechanismMention> Mentions =>
    [
        .. from entry in _paragraphs
           let mechanism = _language.Mechanisms.GetValueOrDefault(entry.Key)
           where mechanism is { Scope: "MECHANISM" }
           select new MechanismMention(mechanism.Id, mechanism.Name, mechanism.Kind, [.. entry.Value]),
    ];

    private string? Back(Token token, string text)
    {
        // "…问题特别报告员" with words before it is one whose name isn't known, not the one named before.
        if (token.Start > 0 && !char.IsWhiteSpace(text[token.Start - 1]) && !_language.EndsClause(text[token.Start - 1]) && _language.Precedes("wordBoundary", text, token.Start) == 0) return null;
        var prefixes = token.Value.Split(' ');
        for (var i = _named.Count - 1; i >= 0; i--)
            if (prefixes.Any(p => _named[i].StartsWith(p, StringComparison.Ordinal))) return _named[i];
        return titled.FirstOrDefault(id => prefixes.Any(p => id.StartsWith(p, StringComparison.Ordinal)));
    }
}
