using System.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>What form a file has: its first bytes say it, and its name must not contradict them.</summary>
internal static class FileKind
{
    private const string Save = "open it in a word processor (LibreOffice does it from the command line too: soffice --headless --convert-to docx FILE) and save it as .docx or as plain text in UTF-8";
    private const string Give = "give the document's text instead";

    public static (FileForm Form, DocumentError? Error) Of(ReadOnlySpan<byte> bytes, string? fileName)
    {
        var extension = Path.GetExtension(fileName)?.ToLowerInvariant();
        if (Unsupported(bytes, extension) is { } unsupported) return (default, unsupported);
        var form = bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0 ? FileForm.Pdf
            : bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8) ? FileForm.Word
            : LooksLikeHtml(bytes) ? FileForm.Html
            : FileForm.Plain;
        var named = extension switch
        {
            ".docx" or ".docm" => FileForm.Word,
            ".pdf" => FileForm.Pdf,
            ".html" or ".htm" => FileForm.Html,
            _ => (FileForm?)null,
        };
        // A page's beginning may be anything; a .docx or .pdf has one beginning only.
        if (form == FileForm.Plain && named == FileForm.Html) form = FileForm.Html;
        return named is { } expected && expected != form
            ? (default, new("DOC_TYPE_MISMATCH", $"The file's name says {Name(expected)}, its content is {Name(form)}: give it the right ending, or look whether it is the right file."))
            : (form, null);
    }

    private static DocumentError? Unsupported(ReadOnlySpan<byte> bytes, string? extension)
    {
        var (what, advice) =
            bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
                ? bytes.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? ("encrypted", "") : ("an old Word file (.doc) or another old Office file", Save)
            : bytes.StartsWith("{\\rtf"u8) ? ("a Rich Text file (.rtf)", Save)
            : bytes.StartsWith("MZ"u8) && bytes.IndexOf((byte)0) >= 0 || bytes.StartsWith("\u007FELF"u8) ? ("a program", Give)
            : bytes.StartsWith("GIF8"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
                || bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) ? ("a picture", "recognise its text (OCR) and give that")
            : bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || bytes.StartsWith("7z\u00BC\u00AF"u8) || bytes.StartsWith("Rar!"u8) ? ("a compressed archive", "unpack it first")
            : extension is ".doc" or ".rtf" or ".odt" ? ("a word processor's file by its name", Save)
            : extension is ".exe" or ".dll" ? ("a program by its name", Give)
            : ((string?)null, "");
        return what switch
        {
            null => null,
            "encrypted" => Encrypted("a Word file with a password", "open it in Word and save it without one"),
            _ => new("DOC_TYPE_UNSUPPORTED", $"This is {what}, which is not read: {advice}."),
        };
    }

    public static DocumentError Encrypted(string what, string advice) => new("DOC_ENCRYPTED", $"This is {what}: {advice}.");

    private static string Name(FileForm form) => form switch
    {
        FileForm.Word => "Word (.docx, a ZIP container)",
        FileForm.Pdf => "PDF",
        FileForm.Html => "a web page (HTML)",
        _ => "no such file (plain text, or something unknown)",
    };

    private static bool LooksLikeHtml(ReadOnlySpan<byte> bytes)
    {
        // Also in UTF-16, whose zero bytes go.
        var start = string.Concat(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]).Where(c => c != '\0')).TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FE', '\u00FF', ' ', '\r', '\n', '\t');
        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)) start = start[(start.IndexOf('>') + 1)..].TrimStart();
        while (start.StartsWith("<!--", StringComparison.Ordinal) && start.IndexOf("-->", StringComparison.Ordinal) is > 0 and var end) start = start[(end + 3)..].TrimStart();
        foreach (var mark in (ReadOnlySpan<string>)["<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<meta", "<title", "<table"])
            if (start.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
