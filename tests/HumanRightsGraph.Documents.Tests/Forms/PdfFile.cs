using System.Globalization;
using System.Text;

namespace HumanRightsGraph.Documents.Tests.Forms;

/// <summary>A small PDF: text at places on pages, in any script (the font is none; a map says which character a code is).</summary>
internal sealed class PdfFile
{
    public const double Width = 595, Height = 842;

    private readonly List<StringBuilder> _pages = [new()];
    private readonly List<char> _characters = [];

    /// <summary>Text whose base line is so many points below the page's upper edge.</summary>
    public PdfFile Text(double x, double y, string text, double size = 10)
    {
        var codes = new StringBuilder();
        foreach (var c in text)
        {
            var code = _characters.IndexOf(c);
            if (code < 0)
            {
                code = _characters.Count;
                _characters.Add(c);
            }
            codes.Append((code + 1).ToString("X4", CultureInfo.InvariantCulture));
        }
        _pages[^1].Append(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {x} {Height - y} Td <{codes}> Tj ET\n");
        return this;
    }

    public PdfFile NewPage()
    {
        _pages.Add(new());
        return this;
    }

    /// <summary>How wide the text is: every character is as wide as it is high, a Latin one half of it.</summary>
    public static double WidthOf(string text, double size = 10) => text.Sum(c => IsWide(c) ? size : size / 2);

    private static bool IsWide(char c) => c >= '\u2E80';

    public byte[] Bytes()
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select((_, i) => $"{7 + i * 2} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 /W [{Widths()}] >>",
            "<< /Type /FontDescriptor /FontName /Sample /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
            Stream(ToUnicode()),
        };
        for (var i = 0; i < _pages.Count; i++)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Resources << /Font << /F1 3 0 R >> >> /Contents {8 + i * 2} 0 R >>");
            objects.Add(Stream(_pages[i].ToString()));
        }
        return Write(objects);
    }

    /// <summary>Numbered objects with their cross-reference table.</summary>
    public static byte[] Write(IReadOnlyList<string> objects, string trailer = "")
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    public static string Stream(string content, string dictionary = "") => $"<< {dictionary} /Length {content.Length} >>\nstream\n{content}\nendstream";

    private string Widths() => string.Join(' ', _characters.Select((c, i) => $"{i + 1} [{(IsWide(c) ? 1000 : 500)}]"));

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Sample def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var chunk in _characters.Select((c, i) => (c, i)).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var (c, i) in chunk) map.Append(CultureInfo.InvariantCulture, $"<{i + 1:X4}> <{(int)c:X4}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }
}
