namespace HumanRightsGraph.GraphQL.Language;

/// <summary>A place in a source text.</summary>
/// <param name="Offset">Bytes from the start of the UTF-8 text, from 0.</param>
/// <param name="Line">Line, from 1; LF, CR and CRLF each end one (GraphQL §2.1.2).</param>
/// <param name="Column">Column in UTF-16 code units, from 1, as error <c>locations</c> count it (GraphQL §7.1.2).</param>
public readonly record struct Location(int Offset, int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column}";
}
