using System.Buffers;
using HumanRightsGraph.Documents;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.Ingestion.Import;

namespace HumanRightsGraph.Server.Mutations;

/// <summary>The input of <c>importDocument</c> as the import takes it. Symbol and language are looked at where the text is read.</summary>
internal static class DocumentInput
{
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    public static (OfferedText? Text, (string Message, string Field)? Error) Read(InputObject input)
    {
        var format = input.GetValueOrDefault("format") as string ?? TextFormat.Of(FileForm.Plain);
        if (TextFormat.Find(format) is not { } form)
            return (null, ($"The format is none of {string.Join(", ", TextFormat.Names)}.", "input.format"));
        var sha256 = (input.GetValueOrDefault("sha256") as string)?.ToLowerInvariant();
        if (sha256 is not null && (sha256.Length != 64 || sha256.AsSpan().ContainsAnyExcept(Hexadecimal)))
            return (null, ("sha256 has 64 hexadecimal digits.", "input.sha256"));
        var text = (string)input["text"]!;
        // What a file has in its text is read as it is, whichever way it comes.
        if (sha256 is null && NoText(text) is { } wrong) return (null, (wrong, "input.text"));
        var language = (input.GetValueOrDefault("language") as EnumValue?)?.Name.ToLowerInvariant();
        var hints = new DocumentHints(input.GetValueOrDefault("symbol") as string, language, input.GetValueOrDefault("fileName") as string);
        return (new(new(text, form), sha256, hints), null);
    }

    /// <summary>What makes a text look like another: control characters but those of layout, and overrides of the direction of writing.</summary>
    private static string? NoText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\u202D' or '\u202E') return $"The text overrides the direction of writing (U+{(int)c:X4}) at offset {i}: take that character out.";
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\v' or '\f' or '\r' or '\u0085')) return $"The text has the control character U+{(int)c:X4} at offset {i}: take it out.";
        }
        return null;
    }
}
