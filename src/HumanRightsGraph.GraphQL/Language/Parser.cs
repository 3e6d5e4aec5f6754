using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>
/// Reads documents (GraphQL §2, appendix B) by recursive descent, at most <see cref="Limits.ParserDepth"/> levels deep.
/// The first failure ends the text for every method still on the stack: loops run while there is no error.
/// </summary>
public ref partial struct Parser
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly Limits _limits;
    private Lexer _lexer;
    private Token _token;
    private GraphQLError? _error;
    private int _depth;

    private Parser(ReadOnlySpan<byte> text, Limits limits)
    {
        _text = text;
        _limits = limits;
        _lexer = new(text, limits.Tokens);
        Advance();
    }

    /// <summary>Reads a document of UTF-8 text. A text that is not UTF-8 is a syntax error, nothing is replaced.</summary>
    public static ParseResult Parse(ReadOnlySpan<byte> utf8, ParserOptions? options = null)
    {
        var limits = (options ?? ParserOptions.Default).Limits;
        if (Refuse(utf8, limits) is { } refusal) return new(null, refusal);
        var parser = new Parser(utf8, limits);
        var document = parser.Document();
        return parser._error is { } error ? new(null, error) : new(document, null);
    }

    /// <summary>Reads a document; a lone surrogate is a syntax error.</summary>
    public static ParseResult Parse(string text, ParserOptions? options = null)
        => TryEncode(text, (options ?? ParserOptions.Default).Limits, out var utf8, out var error) ? Parse(utf8, options) : new(null, error);

    /// <summary>Reads one value, without variables if <paramref name="constant"/>, and nothing behind it.</summary>
    public static (ValueNode? Value, GraphQLError? Error) ParseValue(string text, bool constant = true, ParserOptions? options = null)
    {
        var limits = (options ?? ParserOptions.Default).Limits;
        if (!TryEncode(text, limits, out var utf8, out var error)) return (null, error);
        if (Refuse(utf8, limits) is { } refusal) return (null, refusal);
        var parser = new Parser(utf8, limits);
        var value = parser.Value(constant);
        parser.Expect(TokenKind.EndOfFile);
        return parser._error is null ? (value, null) : (null, parser._error);
    }

    private static bool TryEncode(string text, Limits limits, out byte[] utf8, out GraphQLError? error)
    {
        // No character takes fewer bytes than it has code units: a text too long is not encoded to find out.
        if (text.Length > limits.DocumentBytes)
        {
            (utf8, error) = ([], TooLong(Encoding.UTF8.GetByteCount(text), limits));
            return false;
        }
        utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var status = Utf8.FromUtf16(text, utf8, out var read, out var written, replaceInvalidSequences: false);
        utf8 = utf8[..written];
        error = status == System.Buffers.OperationStatus.Done ? null
            : GraphQLError.Of(ErrorCodes.ParseFailed, $"Syntax error: a lone surrogate at UTF-16 offset {read} is no character.");
        return error is null;
    }

    private static GraphQLError TooLong(int bytes, Limits limits)
        => GraphQLError.Limit("documentBytes", limits.DocumentBytes, bytes, $"The document has {bytes} bytes; {limits.DocumentBytes} are allowed.");

    private static GraphQLError? Refuse(ReadOnlySpan<byte> utf8, Limits limits)
    {
        if (utf8.Length > limits.DocumentBytes) return TooLong(utf8.Length, limits);
        if (Utf8.IsValid(utf8)) return null;
        var offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out var length) == System.Buffers.OperationStatus.Done) offset += length;
        return GraphQLError.Of(ErrorCodes.ParseFailed, $"Syntax error: byte {offset} is not UTF-8.");
    }

    // Tokens

    private void Advance()
    {
        _token = _lexer.Next();
        if (_lexer.Error is not { } error) return;
        _error ??= error;
        _token = _token with { Kind = TokenKind.EndOfFile };
    }

    private readonly bool At(TokenKind kind) => _token.Kind == kind && _error is null;

    private readonly ReadOnlySpan<byte> Bytes => _text[_token.Start.Offset.._token.End];

    private readonly bool AtWord(ReadOnlySpan<byte> word) => At(TokenKind.Name) && Bytes.SequenceEqual(word);

    private bool Skip(TokenKind kind)
    {
        if (!At(kind)) return false;
        Advance();
        return true;
    }

    private bool SkipWord(ReadOnlySpan<byte> word)
    {
        if (!AtWord(word)) return false;
        Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (At(kind)) Advance();
        else Unexpected(kind.Describe());
    }

    private void ExpectWord(ReadOnlySpan<byte> word)
    {
        if (!SkipWord(word)) Unexpected($"\"{Encoding.UTF8.GetString(word)}\"");
    }

    private void Unexpected(string expected) => Fail($"expected {expected}, found {Found()}");

    private readonly string Found() => _token.Kind switch
    {
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"\"{Shorten(Encoding.UTF8.GetString(Bytes))}\"",
        var kind => kind.Describe(),
    };

    private static string Shorten(string text) => text.Length <= 50 ? text : string.Concat(text.AsSpan(0, 50), "…");

    private void Fail(string message) => FailAt(_token.Start, message);

    private void FailAt(Location place, string message)
    {
        if (_error is null && _lexer.Error is null)
            _error = GraphQLError.Of(ErrorCodes.ParseFailed, $"Syntax error at {place}: {message}.", place);
        _token = _token with { Kind = TokenKind.EndOfFile };
    }

    /// <summary>Enters a level; false, with the limit's error, when it is one too deep.</summary>
    private bool Enter()
    {
        if (++_depth <= _limits.ParserDepth) return true;
        _error ??= GraphQLError.Limit("parserDepth", _limits.ParserDepth, _depth,
            $"The document nests deeper than {_limits.ParserDepth} levels of braces and brackets at {_token.Start}.", _token.Start);
        return false;
    }

    // Documents and operations

    private DocumentNode Document()
    {
        var start = _token.Start;
        var definitions = ImmutableArray.CreateBuilder<DefinitionNode>();
        do definitions.Add(Definition());
        while (_error is null && !At(TokenKind.EndOfFile));
        return new(_error is null ? definitions.DrainToImmutable() : [], start);
    }

    private DefinitionNode Definition()
    {
        var start = _token.Start;
        if (At(TokenKind.BraceLeft))
            return new OperationDefinitionNode(null, OperationType.Query, null, [], [], SelectionSet(), start);
        var description = Description();
        if (At(TokenKind.Name))
        {
            if (AtWord("fragment"u8)) return Fragment(description, start);
            if (OperationKind() is { } kind) return Operation(description, kind, start);
            if (AtWord("extend"u8) && description is null) return Extension();
            if (TypeSystemDefinition(description, start) is { } definition) return definition;
        }
        if (description is not null && _error is null && (At(TokenKind.Name) || At(TokenKind.BraceLeft)))
            _error = GraphQLError.Of(ErrorCodes.ParseFailed, $"Syntax error at {start}: a description stands before a definition that can be described, found {Found()}.", start);
        Unexpected("a definition");
        return NoDefinition();
    }

    /// <summary>Stands for what could not be read; never leaves the parser.</summary>
    private readonly OperationDefinitionNode NoDefinition()
        => new(null, OperationType.Query, null, [], [], new([], _token.Start), _token.Start);

    private readonly OperationType? OperationKind()
        => AtWord("query"u8) ? OperationType.Query
            : AtWord("mutation"u8) ? OperationType.Mutation
            : AtWord("subscription"u8) ? OperationType.Subscription
            : null;

    private OperationDefinitionNode Operation(StringValueNode? description, OperationType kind, Location start)
    {
        Advance();
        var name = At(TokenKind.Name) ? Name() : null;
        ImmutableArray<VariableDefinitionNode> variables = [];
        if (Skip(TokenKind.ParenLeft))
        {
            var builder = ImmutableArray.CreateBuilder<VariableDefinitionNode>();
            do builder.Add(VariableDefinition());
            while (More(TokenKind.ParenRight));
            variables = builder.DrainToImmutable();
        }
        return new(description, kind, name, variables, Directives(false), SelectionSet(), start);
    }

    private VariableDefinitionNode VariableDefinition()
    {
        var start = _token.Start;
        var description = Description();
        var variable = Variable();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = Skip(TokenKind.Equals) ? Value(true) : null;
        return new(description, variable, type, defaultValue, Directives(true), start);
    }

    private FragmentDefinitionNode Fragment(StringValueNode? description, Location start)
    {
        Advance();
        var name = FragmentName();
        ExpectWord("on"u8);
        return new(description, name, NamedType(), Directives(false), SelectionSet(), start);
    }

    private NameNode FragmentName()
    {
        if (AtWord("on"u8)) Fail("a fragment cannot be named \"on\"");
        return Name();
    }

    private SelectionSetNode SelectionSet()
    {
        var start = _token.Start;
        Expect(TokenKind.BraceLeft);
        var selections = ImmutableArray.CreateBuilder<SelectionNode>();
        if (_error is null && Enter())
        {
            do selections.Add(Selection());
            while (More(TokenKind.BraceRight));
        }
        _depth--;
        return new(selections.DrainToImmutable(), start);
    }

    private SelectionNode Selection()
    {
        var start = _token.Start;
        if (!Skip(TokenKind.Spread)) return Field();
        if (At(TokenKind.Name) && !AtWord("on"u8)) return new FragmentSpreadNode(FragmentName(), Directives(false), start);
        var condition = SkipWord("on"u8) ? NamedType() : null;
        return new InlineFragmentNode(condition, Directives(false), SelectionSet(), start);
    }

    private FieldNode Field()
    {
        var start = _token.Start;
        var name = Name();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon)) (alias, name) = (name, Name());
        var arguments = Arguments(false);
        var directives = Directives(false);
        return new(alias, name, arguments, directives, At(TokenKind.BraceLeft) ? SelectionSet() : null, start);
    }

    private ImmutableArray<ArgumentNode> Arguments(bool constant)
    {
        if (!Skip(TokenKind.ParenLeft)) return [];
        var arguments = ImmutableArray.CreateBuilder<ArgumentNode>();
        do
        {
            var start = _token.Start;
            var name = Name();
            Expect(TokenKind.Colon);
            arguments.Add(new(name, Value(constant), start));
        }
        while (More(TokenKind.ParenRight));
        return arguments.DrainToImmutable();
    }

    private ImmutableArray<DirectiveNode> Directives(bool constant)
    {
        if (!At(TokenKind.At)) return [];
        var directives = ImmutableArray.CreateBuilder<DirectiveNode>();
        while (At(TokenKind.At))
        {
            var start = _token.Start;
            Advance();
            directives.Add(new(Name(), Arguments(constant), start));
        }
        return directives.DrainToImmutable();
    }

    // Names, types, descriptions

    private NameNode Name()
    {
        var token = _token;
        if (!At(TokenKind.Name))
        {
            Unexpected("a name");
            return new("", token.Start);
        }
        var value = Encoding.UTF8.GetString(Bytes);
        Advance();
        return new(value, token.Start);
    }

    private NamedTypeNode NamedType()
    {
        var name = Name();
        return new(name, name.Location);
    }

    private TypeNode Type()
    {
        var start = _token.Start;
        TypeNode type;
        if (Skip(TokenKind.BracketLeft))
        {
            type = Enter() ? new ListTypeNode(Type(), start) : new NamedTypeNode(new("", start), start);
            _depth--;
            Expect(TokenKind.BracketRight);
        }
        else type = NamedType();
        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, start) : type;
    }

    private StringValueNode? Description()
        => At(TokenKind.String) || At(TokenKind.BlockString) ? StringValue() : null;

    /// <summary>Whether a list goes on; passes its closing token when it does not.</summary>
    private bool More(TokenKind close) => _error is null && !Skip(close);
}
