namespace HumanRightsGraph.GraphQL.Language;

/// <summary>The kind of a lexical token (GraphQL §2.1.5).</summary>
internal enum TokenKind : byte
{
    StartOfFile, EndOfFile,
    Bang, Dollar, Ampersand, ParenLeft, ParenRight, Spread, Colon, Equals, At,
    BracketLeft, BracketRight, BraceLeft, Pipe, BraceRight,
    Name, Int, Float, String, BlockString,
}

/// <summary>A token: where it stands, and its bytes in the source by offset.</summary>
internal readonly record struct Token(TokenKind Kind, Location Start, int End);

internal static class TokenKinds
{
    /// <summary>As messages name it: <c>"{"</c>, <c>Name</c>, …</summary>
    public static string Describe(this TokenKind kind) => kind switch
    {
        TokenKind.StartOfFile or TokenKind.EndOfFile => "the end of the text",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenLeft => "\"(\"",
        TokenKind.ParenRight => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.Equals => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketLeft => "\"[\"",
        TokenKind.BracketRight => "\"]\"",
        TokenKind.BraceLeft => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceRight => "\"}\"",
        TokenKind.Name => "a name",
        TokenKind.Int => "an integer",
        TokenKind.Float => "a number",
        TokenKind.String => "a string",
        _ => "a block string",
    };
}
