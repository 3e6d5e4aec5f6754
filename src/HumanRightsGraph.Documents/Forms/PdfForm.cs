using System.Text;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>
/// A PDF's text by the places of its words: columns in their order, heads and feet that the pages repeat taken out, footnotes known by their small type at the
/// foot of the page, paragraphs by the space above them or their first line's indent.
/// </summary>
internal static class PdfForm
{
    /// <summary>Heads and feet stand in the outer ninth of a page.</summary>
    private const double Edge = 0.11;
    /// <summary>Type this much smaller than the text's is a footnote's.</summary>
    private const double Small = 0.93;
    private const int FewLetters = 40;

    public static (string? Text, DocumentError? Error) Read(ReadOnlyMemory<byte> bytes, DocumentLimits limits)
    {
        var (output, error) = PdfTool.Run(bytes, limits);
        if (output is null) return (null, error);
        var pages = PdfLayout.Read(output);
        if (pages.Count > limits.PdfPages) return (null, new("DOC_TOO_LARGE", $"The PDF has more than {limits.PdfPages} pages, the limit pdfPages; give its part that is the document."));
        if (pages.Sum(p => p.Lines.Sum(l => l.Words.Sum(w => w.Text.Count(char.IsLetter)))) < FewLetters)
            return (null, new("DOC_NO_TEXT", $"The PDF has {pages.Count} page{(pages.Count == 1 ? "" : "s")} and no text in {(pages.Count == 1 ? "it" : "them")}: it is a scan, or its letters are pictures. Recognise its text (OCR), for example with ocrmypdf, and give that."));
        return new PdfReading(pages).Read();
    }

    private sealed class PdfReading(List<PdfPage> pages)
    {
        private readonly SourceLines _lines = new();
        private readonly List<(int Number, StringBuilder Text)> _footnotes = [];
        private readonly StringBuilder _paragraph = new();
        private readonly double _type = TypeSize(pages);
        private readonly HashSet<string> _repeated = Repeated(pages);
        private double _pitch;
        private bool _indents;

        public (string?, DocumentError?) Read()
        {
            var bodies = pages.ConvertAll(Body);
            Measure(bodies);
            PdfLine? before = null;
            foreach (var body in bodies)
            {
                foreach (var line in body)
                {
                    if (before is null || Starts(before, line, body)) EndParagraph();
                    RunningText.Join(_paragraph, Text(line), spacesDigits: true);
                    before = line;
                }
            }
            EndParagraph();
            foreach (var (number, text) in _footnotes) _lines.AddFootnote(number, text.ToString());
            return _lines.Finish();
        }

        /// <summary>A page's lines of text, without its head and foot; its footnotes are kept aside.</summary>
        private List<PdfLine> Body(PdfPage page)
        {
            var lines = Joined(page.Lines);
            var body = new List<PdfLine>(lines.Count);
            foreach (var line in lines)
            {
                if (!AtEdge(page, line)) body.Add(line);
                else if (PageFurniture.IsFurniture(Text(line))) _lines.AddHead(Text(line));
                else if (!_repeated.Contains(Signature(line))) body.Add(line);
            }
            var lowest = body.Where(l => l.Height > _type * Small).Select(l => l.Top).DefaultIfEmpty(-1).Max();
            var notes = body.Where(l => l.Top > lowest && l.Height <= _type * Small).ToList();
            if (notes.Count == 0 || _footnotes.Count == 0 && !notes.Any(l => NoteNumber(l) is not null)) return body;
            foreach (var line in notes) AddNote(line);
            return [.. body.Except(notes)];
        }

        private void AddNote(PdfLine line)
        {
            if (NoteNumber(line) is { } number)
            {
                var text = Text(line);
                var at = 0;
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || LookAlikes.SuperscriptDigit(text[at]) >= 0)) at++;
                _footnotes.Add((number, new StringBuilder(text[at..].Trim())));
            }
            else if (_footnotes.Count > 0) RunningText.Join(_footnotes[^1].Text, Text(line), spacesDigits: true);
        }

        /// <summary>The number with which a footnote begins: the next one, alone before its text.</summary>
        private int? NoteNumber(PdfLine line)
        {
            if (line.Words is not [var first, _, ..] || first.Text.Length > 3 || !first.Text.All(char.IsAsciiDigit)) return null;
            var number = int.Parse(first.Text, System.Globalization.CultureInfo.InvariantCulture);
            var last = _footnotes.Count > 0 ? _footnotes[^1].Number : 0;
            return number > last && number <= last + 3 ? number : null;
        }

        /// <summary>A footnote's number is a line of its own where it stands above the line; it belongs to the line beside it.</summary>
        private static List<PdfLine> Joined(List<PdfLine> lines)
        {
            var joined = new List<PdfLine>(lines);
            foreach (var number in lines.Where(l => l.IsNumber))
                if (joined.Find(l => l != number && l.Left >= number.Right - 1 && l.Left - number.Right < l.Height * 3 && l.Top < number.Bottom && number.Top < l.Bottom && l.Height > number.Height) is { } beside)
                {
                    joined[joined.IndexOf(beside)] = beside with { Words = [.. number.Words, .. beside.Words] };
                    joined.Remove(number);
                }
            return joined;
        }

        private bool Starts(PdfLine before, PdfLine line, List<PdfLine> body)
        {
            var column = body.Where(l => l.Flow == line.Flow).ToList();
            var left = column.Min(l => l.Left);
            var indented = line.Left > left + _type * 0.8;
            var samePlace = before.Flow == line.Flow && line.Top >= before.Top;
            if (samePlace)
            {
                if (line.Top - before.Top > _pitch * 1.3) return true;
                if (indented && Math.Abs(line.Left - before.Left) > 3) return true;
                // Ragged text without space between paragraphs: one ends where its line is short and its sentence is over.
                var right = column.Max(l => l.Right);
                return Ends(before) && before.Right < right - (right - left) * 0.15 || Ends(before) && Numbered(line);
            }
            // At the top of a page or column, what isn't marked as new goes on, unless the last sentence is over.
            if (_indents) return indented || Numbered(line);
            return Ends(before) && before.Words[^1].Text[^1] is not (',' or '，') || Numbered(line) || Math.Abs(before.Height - line.Height) > 1.5;
        }

        private static bool Numbered(PdfLine line) =>
            line.Words[0].Text is { Length: <= 5 } first && (char.IsAsciiDigit(first[0]) && first.EndsWith('.') || first is ['(', _, ')'] or ['(', _, _, ')']);

        private static bool Ends(PdfLine line) => line.Words[^1].Text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ']', ')', '”', '"') is not { Length: > 0 } text
            || text[^1] is '.' or ';' or ':' or ',' or '。' or '；' or '：' or '，' or '؛' or '،' or '?' or '!';

        private void EndParagraph()
        {
            if (_paragraph.Length > 0) _lines.AddParagraph(_paragraph.ToString());
            _paragraph.Clear();
        }

        private static string Text(PdfLine line)
        {
            var text = new StringBuilder();
            var height = line.Height;
            foreach (var word in line.Words)
            {
                // A raised small number right behind a word is a footnote's mark.
                var mark = word.Text.Length <= 3 && word.Text.All(char.IsAsciiDigit) && word.Height < height * 0.8 && word.Bottom < line.Bottom - height * 0.15;
                if (text.Length > 0 && !mark) text.Append(' ');
                foreach (var c in word.Text) text.Append(mark ? SourceLines.Superscript(c) : c);
            }
            return text.ToString();
        }

        private void Measure(List<List<PdfLine>> bodies)
        {
            var steps = new List<double>();
            var (starts, indented) = (0, 0);
            foreach (var body in bodies)
                for (var i = 1; i < body.Count; i++)
                    if (body[i].Flow == body[i - 1].Flow && body[i].Top > body[i - 1].Top)
                    {
                        steps.Add(body[i].Top - body[i - 1].Top);
                        if (Ends(body[i - 1])) (starts, indented) = (starts + 1, indented + (body[i].Left > body[i - 1].Left + _type * 0.8 ? 1 : 0));
                    }
            steps.Sort();
            steps.RemoveAll(s => s < _type * 0.6);
            // The smallest steps are those inside paragraphs.
            _pitch = steps.Count == 0 ? _type * 1.2 : steps[steps.Count / 10];
            _indents = starts >= 4 && indented * 3 >= starts;
        }

        private static double TypeSize(List<PdfPage> pages)
        {
            var sizes = pages.SelectMany(p => p.Lines).SelectMany(l => l.Words).GroupBy(w => Math.Round(w.Height, 1)).ToDictionary(g => g.Key, g => g.Sum(w => w.Text.Length));
            return sizes.MaxBy(s => s.Value).Key;
        }

        private static bool AtEdge(PdfPage page, PdfLine line) => line.Bottom < page.Height * Edge || line.Top > page.Height * (1 - Edge);

        /// <summary>What stands at the edge of several pages, but for its numbers.</summary>
        private static HashSet<string> Repeated(List<PdfPage> pages) =>
            [.. pages.SelectMany(p => p.Lines.Where(l => AtEdge(p, l)).Select(Signature).Distinct()).GroupBy(s => s, StringComparer.Ordinal)
                .Where(g => g.Count() >= Math.Max(2, pages.Count / 5)).Select(g => g.Key)];

        private static string Signature(PdfLine line) => string.Concat(Text(line).Select(c => char.IsAsciiDigit(c) ? '#' : c));
    }
}
