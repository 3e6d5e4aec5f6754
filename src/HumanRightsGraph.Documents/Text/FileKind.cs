namespace HumanRightsGraph.Documents.Text;

/// <summary>What the first bytes say of a file that is no plain text, whatever its name says.</summary>
internal static class FileKind
{
    public static DocumentError? Refuse(ReadOnlySpan<byte> bytes, string? fileName)
    {
        var (what, advice) = Of(bytes) ?? ByName(fileName) ?? default;
        return what is null ? null : new("DOC_TYPE_UNSUPPORTED", $"This is {what}, which is not read yet: {advice}.");
    }

    private const string Save = "open it and save it as plain text (UTF-8)";

    private static (string What, string Advice)? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF"u8)) return ("a PDF file", "extract its text first, for example with pdftotext -layout");
        if (bytes.StartsWith("PK\u0003\u0004"u8)) return ("a ZIP container such as .docx", Save);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return ("an old Word file (.doc)", Save);
        if (bytes.StartsWith("{\\rtf"u8)) return ("a Rich Text file (.rtf)", Save);
        if (bytes.StartsWith("MZ"u8) || bytes.StartsWith("\u007FELF"u8)) return ("a program", "give a document's text instead");
        if (bytes.StartsWith("GIF8"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return ("a picture", "give the document's text instead");
        var start = bytes[..Math.Min(bytes.Length, 256)];
        foreach (var mark in (ReadOnlySpan<string>)["<!doctype html", "<html"])
            if (System.Text.Encoding.Latin1.GetString(start).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t').StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                return ("a web page (HTML)", "save the page as plain text (UTF-8)");
        return null;
    }

    private static (string, string)? ByName(string? fileName) => Path.GetExtension(fileName)?.ToLowerInvariant() switch
    {
        ".doc" or ".rtf" or ".odt" => ("a word processor's file by its name", Save),
        ".exe" or ".dll" => ("a program by its name", "give a document's text instead"),
        _ => null,
    };
}
