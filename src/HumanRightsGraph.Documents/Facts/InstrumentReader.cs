using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>
/// Treaties, declarations and agendas by their names: known ones in any form, and others in brackets whose last word is an instrument's.
/// A last word alone (《宣言》) is the instrument of that sort named last.
/// </summary>
internal sealed class InstrumentReader(DocumentContext context)
{
    /// <summary>Outside brackets a shorter form is a common word.</summary>
    private const int ShortestBare = 6;

    private readonly Language _language = context.Language;
    /// <summary>Names that are looked back on; a text with more has none of them in mind.</summary>
    private const int MostNamed = 256;

    /// <summary>Each name once, with how often it was named, the last one last.</summary>
    private readonly List<(string Name, string? Id, int Count)> _named = [];
    private string? _committee;

    public IEnumerable<InstrumentMention> Read(Paragraph paragraph)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, id, words) in Mentions(paragraph))
        {
            Note(name, id);
            if (!seen.Add(name)) continue;
            context.Explain("instruments", paragraph.Label, id is null ? "bracketed-name" : "known-name", words);
            yield return new(name, paragraph.Label, id);
        }
    }

    private void Note(string name, string? id)
    {
        var known = _named.FindLastIndex(n => n.Name == name);
        var count = known < 0 ? 1 : _named[known].Count + 1;
        if (known >= 0) _named.RemoveAt(known);
        else if (_named.Count == MostNamed) _named.RemoveAt(0);
        _named.Add((name, id, count));
    }

    private IEnumerable<(string Name, string? Id, string Words)> Mentions(Paragraph paragraph)
    {
        var text = paragraph.Match;
        var (at, read) = (0, 0);
        foreach (var token in paragraph.Tokens.Append(new(TokenKind.Word, WordClass.Other, text.Length, text.Length, "")))
        {
            // Words within a name are not read again.
            if (token.Start < read)
            {
                at = Math.Max(at, read);
                continue;
            }
            for (var i = at; i < token.Start; i++)
                if (Bare(text, i) is { } words)
                {
                    yield return (words.Instrument.Name, words.Instrument.Id, text[i..(i + words.Length)]);
                    read = Math.Max(read, i + words.Length);
                    i += words.Length - 1;
                }
            if (token.Kind == TokenKind.Mechanism && _language.Mechanisms.TryGetValue(token.Value, out var mechanism) && mechanism.Kind == "TREATY_BODY") _committee = mechanism.Name;
            if (token.Kind == TokenKind.GeneralComment && _committee is not null)
            {
                var name = _committee + _language.Words("generalCommentName")[0].Replace("{number}", token.Value, StringComparison.Ordinal).Replace("{suffix}", token.Note, StringComparison.Ordinal);
                // The year behind the number is not part of every table's name.
                var bare = token.Note.Length > 0 && name.EndsWith(token.Note, StringComparison.Ordinal) ? name[..^token.Note.Length] : name;
                yield return (name, _language.InstrumentForms.TryGet(name, out var known) || _language.InstrumentForms.TryGet(bare, out known) ? known.Id : null, text[token.Start..token.End]);
            }
            if (token.Kind == TokenKind.Name && Resolve(token.Value) is { } named) yield return (named.Name, named.Id, text[token.Start..token.End]);
            // A name may begin with a word of the lexicon (国际人权两公约 does not, others do): look at its start too.
            else if (token.Kind != TokenKind.Name && token.End > token.Start && Bare(text, token.Start) is { } longer && longer.Length > token.End - token.Start)
            {
                yield return (longer.Instrument.Name, longer.Instrument.Id, text[token.Start..(token.Start + longer.Length)]);
                at = Math.Max(at, token.Start + longer.Length);
                continue;
            }
            at = Math.Max(at, token.End);
        }
    }

    private (InstrumentName Instrument, int Length)? Bare(string text, int at)
    {
        var length = _language.InstrumentForms.Longest(text, at, out var instrument);
        if (length == 0) return Back(text, at);
        if (instrument.Id.Contains("_GC_", StringComparison.Ordinal) || IsAnothers(text, at, length)) return null;
        return length >= ShortestBare || _language.Words("bareInstruments").Contains(text.Substring(at, length)) ? (instrument, length) : null;
    }

    /// <summary>"the Olympic Charter", "the Charter of Rights": one word alone that is part of another's name.</summary>
    private bool IsAnothers(string text, int at, int length)
    {
        if (!_language.SpacedWords || !_language.IsOne("bareInstruments", text.Substring(at, length))) return false;
        if (_language.Follows("nameGoesOn", text, at + length) > 0) return true;
        var start = text.LastIndexOf(' ', Math.Max(0, at - 2)) + 1;
        return at > 1 && text[at - 1] == ' ' && start < at - 1 && char.IsUpper(text[start]) && start > 1 && !_language.EndsSentence(text[start - 2]) && !_language.IsOne("articles", text[start..(at - 1)]);
    }

    /// <summary>"the Convention" is the one that the text has named most, of several the last; "the Optional Protocol thereto" one that it need not have named.</summary>
    private (InstrumentName Instrument, int Length)? Back(string text, int at)
    {
        if (at > 0 && char.IsLetter(text[at - 1]) || at >= text.Length || !char.IsLetter(text[at]) || _language.Follows("backInstruments", text, at) is not (> 0 and var length) || _language.Follows("nameGoesOn", text, at + length) > 0) return null;
        var words = text.Substring(at, length);
        var noun = words[(words.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        if (!char.IsUpper(noun[0])) return null;
        (string Name, string? Id, int Count)? best = null;
        foreach (var named in _named)
            if (named.Id is not null && IsHead(named.Name, noun) && !(named.Count < best?.Count)) best = named;
        if (best is null)
            foreach (var opens in _language.Words("protocolTo"))
                if (opens.StartsWith(noun, StringComparison.Ordinal))
                    for (var i = _named.Count - 1; i >= 0 && best is null; i--)
                        if (_language.InstrumentForms.TryGet(opens + _named[i].Name, out var protocol)) best = (protocol.Name, protocol.Id, 1);
        return best is { Id: { } id, Name: var name } ? (new(id, name), length) : null;
    }

    /// <summary>"the Convention" is no protocol to it.</summary>
    private bool IsHead(string name, string noun) =>
        name.IndexOf(noun, StringComparison.Ordinal) is >= 0 and var at && !_language.Words("protocolTo").Any(opens => name.StartsWith(opens, StringComparison.Ordinal) && at >= opens.Length) && !_language.Words("ownedBy").Any(to => name.IndexOf(to, StringComparison.Ordinal) is >= 0 and var owner && owner < at);

    private (string Name, string? Id)? Resolve(string inside)
    {
        inside = inside.Replace(" ", "", StringComparison.Ordinal);
        if (_language.Words("notInstruments").Any(w => inside.EndsWith(w, StringComparison.Ordinal)) && !_language.InstrumentForms.TryGet(inside, out _)) return null;
        if (_language.Words("backNames").Contains(inside))
        {
            for (var i = _named.Count - 1; i >= 0; i--)
                if (_named[i].Name.EndsWith(inside, StringComparison.Ordinal)) return (_named[i].Name, _named[i].Id);
            return null;
        }
        if (_language.InstrumentForms.TryGet(inside, out var known)) return (known.Name, known.Id);
        // A name may be printed with its year or its number behind it.
        return _language.Words("lastWords").Any(w => inside.EndsWith(w, StringComparison.Ordinal)) ? (inside, null) : null;
    }
}
