namespace HumanRightsGraph.Server.Http;

/// <summary>A question of <c>neo4j/queries</c>: a file whose first two lines are its title and a sentence about it, as comments.</summary>
/// <param name="Name">The file's, without <c>.cypher</c>.</param>
/// <param name="Statements">The file without its comments at the top.</param>
/// <param name="Text">The whole file.</param>
public sealed record SavedQuery(string Name, string Title, string Explanation, string Statements, string Text)
{
    private const string Comment = "// ";

    /// <exception cref="InvalidDataException">The text doesn't begin with a title and an explanation.</exception>
    public static SavedQuery Parse(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', 3);
        if (lines is not [['/', '/', ' ', ..] title, ['/', '/', ' ', ..] explanation, var statements])
            throw new InvalidDataException($"The saved query {name} has to begin with two lines of comment: its title and what it answers.");
        return new(name, title[Comment.Length..].Trim(), explanation[Comment.Length..].Trim(), statements.Trim(), text);
    }
}
