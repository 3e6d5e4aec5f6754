using HumanRightsGraph.Documents.Languages;

namespace HumanRightsGraph.Documents.Text;

internal enum TokenKind { Word, Mechanism, Name, Date, Session, Number, Symbol, Measure, SubItem, GeneralComment }

/// <summary>A stretch of <see cref="RunningText.Match"/> that means something.</summary>
/// <param name="Class">Of a <see cref="TokenKind.Word"/>, its class.</param>
/// <param name="Value">
/// The word's value; a mechanism's id; a name's words inside its brackets; a date (ISO 8601, or a year alone); session numbers ("54,57", "S-31"); a document's number;
/// a symbol; a count; a sub-item's letter; a general comment's number.
/// </param>
/// <param name="Note">A number's noun ("决议"); a general comment's suffix; else empty.</param>
internal readonly record struct Token(TokenKind Kind, WordClass Class, int Start, int End, string Value, string Note = "")
{
    public bool Is(WordClass wordClass) => Kind == TokenKind.Word && Class == wordClass;
}
