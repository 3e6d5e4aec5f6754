using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>
/// A web page's text: what a reader sees of it, paragraph by paragraph; lists with their numbers, rows of tables as lines, footnotes where the page marks them as such.
/// One pass over the tags, without a tree: nesting costs nothing, and nothing is run or fetched.
/// </summary>
internal static partial class HtmlForm
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "br", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main", "aside", "nav", "blockquote", "pre", "hr", "dl", "dt", "dd",
        "figure", "figcaption", "form", "fieldset", "address", "thead", "tbody", "tfoot", "caption", "center", "body", "html", "details", "summary", "title",
    };

    /// <summary>What no reader sees.</summary>
    private static readonly HashSet<string> Unseen = new(StringComparer.Ordinal) { "script", "style", "head", "template", "noscript", "svg", "math", "select", "iframe", "object", "textarea", "xml" };

    public static (string? Text, DocumentError? Error) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > DocumentReader.MaxBytes) return (null, DocumentReader.TooLarge(bytes.Length));
        var declared = Charset().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]));
        var (text, error) = TextDecoder.Decode(bytes, declared.Success ? declared.Groups["name"].Value : null);
        return text is null ? (null, error) : new Page(text).Read();
    }

    private sealed class Page(string html)
    {
        private readonly SourceLines _lines = new();
        private readonly StringBuilder _text = new();
        private readonly Stack<int?> _lists = new();
        private string _prefix = "";
        private string? _unseen;
        private int _superscript;
        private (int Number, int Depth, StringBuilder Text)? _note;
        private int _depth;

        public (string?, DocumentError?) Read()
        {
            for (var i = 0; i < html.Length && !_lines.IsFull;)
            {
                var open = html.IndexOf('<', i);
                if (open < 0) open = html.Length;
                if (open > i) Append(html.AsSpan(i, open - i));
                if (open == html.Length) break;
                i = Tag(open);
            }
            EndParagraph();
            EndNote();
            return _lines.Finish();
        }

        /// <returns>The place behind the tag.</returns>
        private int Tag(int open)
        {
            if (html.AsSpan(open).StartsWith("<!--")) return html.IndexOf("-->", open + 4, StringComparison.Ordinal) is >= 0 and var comment ? comment + 3 : html.Length;
            var ends = open + 1 < html.Length && html[open + 1] == '/';
            var start = open + (ends ? 2 : 1);
            if (start >= html.Length || !(char.IsAsciiLetter(html[start]) || html[start] is '!' or '?'))
            {
                Append("<");
                return open + 1;
            }
            var at = start;
            while (at < html.Length && (char.IsAsciiLetterOrDigit(html[at]) || html[at] is ':' or '-')) at++;
            var name = html[start..Math.Min(at, start + 30)].ToLowerInvariant();
            var close = EndOfTag(at);
            if (close < 0) return html.Length;
            var attributes = html.AsSpan(at, close - at);
            if (_unseen is not null)
            {
                if (ends && name == _unseen) _unseen = null;
                return close + 1;
            }
            if (ends) End(name);
            else Start(name, attributes);
            return close + 1;
        }

        // A > inside quotation marks ends no tag.
        private int EndOfTag(int at)
        {
            for (char quote = '\0'; at < html.Length; at++)
                if (quote == '\0' && html[at] == '>') return at;
                else if (quote == '\0' && html[at] is '"' or '\'' && at > 0 && html[at - 1] == '=') quote = html[at];
                else if (html[at] == quote) quote = '\0';
            return -1;
        }

        private void Start(string name, ReadOnlySpan<char> attributes)
        {
            if (Unseen.Contains(name))
            {
                if (attributes is not [.., '/']) _unseen = name;
                return;
            }
            if (Blocks.Contains(name)) EndParagraph();
            switch (name)
            {
                case "ol":
                    _lists.Push(int.TryParse(Attribute(attributes, "start"), out var first) ? first : 1);
                    break;
                case "ul":
                    _lists.Push(null);
                    break;
                case "li" when _lists.TryPop(out var number):
                    if (int.TryParse(Attribute(attributes, "value"), out var own) && number is not null) number = own;
                    if (number is { } n) _prefix = $"{n}. ";
                    _lists.Push(number + 1);
                    break;
                case "sup":
                    _superscript++;
                    break;
                case "td" or "th" when _text.Length > 0:
                    _text.Append('\t');
                    break;
                case "div" or "li" or "p" or "section" or "aside" or "dd" when Attribute(attributes, "id") is { } id && NoteId().Match(id) is { Success: true } note:
                    EndNote();
                    _note = (int.Parse(note.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), _depth, new StringBuilder());
                    _prefix = "";
                    break;
                case "a" when _note is null && Attribute(attributes, "href") is { } target && NoteTarget().Match(target) is { Success: true } mark:
                    _text.Append(SourceLines.Superscript(int.Parse(mark.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)));
                    _unseen = "a";
                    break;
                // A note's link back to its mark.
                case "a" when _note is { Text.Length: 0 } && _text.Length < 4:
                    _text.Clear();
                    _unseen = "a";
                    break;
            }
            if (name is "div" or "li" or "p" or "section" or "aside" or "dd") _depth++;
        }

        private void End(string name)
        {
            if (Blocks.Contains(name)) EndParagraph();
            switch (name)
            {
                case "ol" or "ul":
                    _lists.TryPop(out _);
                    break;
                case "sup" when _superscript > 0:
                    _superscript--;
                    break;
                case "div" or "li" or "p" or "section" or "aside" or "dd":
                    if (_depth > 0) _depth--;
                    if (_note is { } note && _depth <= note.Depth) EndNote();
                    break;
            }
        }

        private void Append(ReadOnlySpan<char> raw)
        {
            if (_unseen is not null) return;
            // An entity is one character or two: no bomb can be made of them.
            var text = raw.Contains('&') ? WebUtility.HtmlDecode(raw.ToString()) : raw.ToString();
            foreach (var c in text)
                if (c is ' ' or '\n' or '\r' or '\t' or '\f')
                {
                    if (_text.Length > 0 && _text[^1] is not (' ' or '\t')) _text.Append(' ');
                }
                else _text.Append(_superscript > 0 ? SourceLines.Superscript(c) : c);
        }

        private void EndParagraph()
        {
            var text = _text.ToString().Trim();
            _text.Clear();
            if (text.Length == 0) return;
            if (_note is { } note) (note.Text.Length > 0 ? note.Text.Append(' ') : note.Text).Append(text);
            else _lines.AddParagraph(_prefix + text);
            _prefix = "";
        }

        private void EndNote()
        {
            if (_note is not { } note) return;
            if (note.Text.Length > 0) _lines.AddFootnote(note.Number, note.Text.ToString().TrimStart('[', ']', '^', '↑', ' '));
            _note = null;
        }

        private static string? Attribute(ReadOnlySpan<char> attributes, string name)
        {
            for (var i = attributes.IndexOf(name, StringComparison.OrdinalIgnoreCase); i >= 0;)
            {
                var rest = attributes[(i + name.Length)..].TrimStart();
                if ((i == 0 || char.IsWhiteSpace(attributes[i - 1])) && rest is ['=', ..])
                {
                    rest = rest[1..].TrimStart();
                    if (rest is ['"' or '\'', ..])
                    {
                        var end = rest[1..].IndexOf(rest[0]);
                        return end < 0 ? null : WebUtility.HtmlDecode(rest.Slice(1, end).ToString());
                    }
                    var stop = rest.IndexOfAny([' ', '\n', '\r', '\t']);
                    return (stop < 0 ? rest : rest[..stop]).ToString();
                }
                var next = attributes[(i + 1)..].IndexOf(name, StringComparison.OrdinalIgnoreCase);
                i = next < 0 ? -1 : i + 1 + next;
            }
            return null;
        }
    }

    [GeneratedRegex("charset\\s*=\\s*[\"']?(?<name>[A-Za-z0-9_\\-]{2,30})", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    /// <summary>Ids of footnotes as Word, Markdown and others write them: <c>ftn1</c>, <c>_ftn1</c>, <c>fn1</c>, <c>footnote-1</c>.</summary>
    [GeneratedRegex(@"^_?(?:ftn|fn|edn|footnote|note)[-:_]?(?<number>\d{1,4})$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex NoteId();

    [GeneratedRegex(@"#_?(?:ftn|fn|edn|footnote|note)[-:_]?(?<number>\d{1,4})$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex NoteTarget();
}
