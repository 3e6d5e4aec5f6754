using System.Globalization;
using System.Net;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>A word on a page, in points from the page's upper left corner.</summary>
internal readonly record struct PdfWord(string Text, double Left, double Top, double Right, double Bottom)
{
    public double Height => Bottom - Top;
}

/// <summary>A line of one column, its words in reading order.</summary>
internal sealed record PdfLine(IReadOnlyList<PdfWord> Words, int Flow)
{
    public double Left => Words.Min(w => w.Left);
    public double Right => Words.Max(w => w.Right);
    public double Top => Words.Min(w => w.Top);
    public double Bottom => Words.Max(w => w.Bottom);
    /// <summary>Of its characters, as most of them are: a mark above the line has no say.</summary>
    public double Height => Words.MaxBy(w => w.Text.Length).Height;
    public bool IsNumber => Words is [{ Text.Length: <= 3 } only] && only.Text.All(char.IsAsciiDigit);
}

/// <summary>A page: its lines in reading order, column after column.</summary>
internal sealed record PdfPage(double Width, double Height, List<PdfLine> Lines);

/// <summary>Reads what <c>pdftotext -bbox-layout</c> prints: an element a line, so a scan of its lines is enough.</summary>
internal static class PdfLayout
{
    public static List<PdfPage> Read(string output)
    {
        var pages = new List<PdfPage>();
        var words = new List<PdfWord>();
        var flow = 0;
        foreach (var raw in output.AsSpan().EnumerateLines())
        {
            var line = raw.TrimStart();
            if (line.StartsWith("<page ")) pages.Add(new(Number(line, "width"), Number(line, "height"), []));
            else if (line.StartsWith("<flow")) flow++;
            else if (line.StartsWith("<line")) words.Clear();
            else if (line.StartsWith("<word ") && Word(line) is { } word) words.Add(word);
            else if (line.StartsWith("</line") && words.Count > 0 && pages.Count > 0) pages[^1].Lines.Add(new([.. words], flow));
        }
        return pages;
    }

    private static PdfWord? Word(ReadOnlySpan<char> line)
    {
        var start = line.IndexOf('>');
        var end = line.LastIndexOf("</word>");
        if (start < 0 || end <= start) return null;
        var text = WebUtility.HtmlDecode(line[(start + 1)..end].ToString());
        return string.IsNullOrWhiteSpace(text) ? null : new(text, Number(line, "xMin"), Number(line, "yMin"), Number(line, "xMax"), Number(line, "yMax"));
    }

    private static double Number(ReadOnlySpan<char> line, string name)
    {
        var at = line.IndexOf(name);
        if (at < 0) return 0;
        var rest = line[(at + name.Length)..];
        if (!rest.StartsWith("=\"")) return 0;
        rest = rest[2..];
        var end = rest.IndexOf('"');
        return end > 0 && double.TryParse(rest[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : 0;
    }
}
