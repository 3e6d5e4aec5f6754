using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>
/// Names one element of a schema (GraphQL §2.14): a type, a member of one, an argument, a directive. It has a grammar of its own, without
/// blanks or comments. <see cref="SchemaCoordinates.Find"/> resolves it.
/// </summary>
public abstract record SchemaCoordinate
{
    private protected SchemaCoordinate() { }

    /// <summary>Reads a coordinate, or says where it ends being one (columns in UTF-16 code units, from 1).</summary>
    public static (SchemaCoordinate? Coordinate, GraphQLError? Error) Parse(string text)
    {
        var at = 0;
        SchemaCoordinate? found = null;
        if (Skip('@')) found = Name() is not { } directive ? null : Argument() switch
        {
            { Length: > 0 } argument => new DirectiveArgumentCoordinate(directive, argument),
            "" => new DirectiveCoordinate(directive),
            _ => null,
        };
        else if (Name() is { } type)
        {
            if (!Skip('.')) found = new TypeCoordinate(type);
            else if (Name() is { } member) found = Argument() switch
            {
                { Length: > 0 } argument => new ArgumentCoordinate(type, member, argument),
                "" => new MemberCoordinate(type, member),
                _ => null,
            };
        }
        if (found is not null && at == text.Length) return (found, null);
        var place = new Location(at, 1, at + 1);
        return (null, GraphQLError.Of(ErrorCodes.ParseFailed,
            $"Not a schema coordinate from {place} on: write Type, Type.member, Type.field(argument:), @directive or @directive(argument:).", place));

        bool Skip(char c)
        {
            if (at == text.Length || text[at] != c) return false;
            at++;
            return true;
        }

        string? Name()
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == '_' || at > start && char.IsAsciiDigit(text[at]))) at++;
            return at > start ? text[start..at] : null;
        }

        // Empty where none begins, null where it is no argument.
        string? Argument() => !Skip('(') ? "" : Name() is { } name && Skip(':') && Skip(')') ? name : null;
    }
}

/// <summary><c>Type</c></summary>
public sealed record TypeCoordinate(string Name) : SchemaCoordinate
{
    public override string ToString() => Name;
}

/// <summary><c>Type.member</c>: a field, an input field or an enum value.</summary>
public sealed record MemberCoordinate(string Type, string Member) : SchemaCoordinate
{
    public override string ToString() => $"{Type}.{Member}";
}

/// <summary><c>Type.field(argument:)</c></summary>
public sealed record ArgumentCoordinate(string Type, string Field, string Argument) : SchemaCoordinate
{
    public override string ToString() => $"{Type}.{Field}({Argument}:)";
}

/// <summary><c>@directive</c></summary>
public sealed record DirectiveCoordinate(string Name) : SchemaCoordinate
{
    public override string ToString() => $"@{Name}";
}

/// <summary><c>@directive(argument:)</c></summary>
public sealed record DirectiveArgumentCoordinate(string Directive, string Argument) : SchemaCoordinate
{
    public override string ToString() => $"@{Directive}({Argument}:)";
}
