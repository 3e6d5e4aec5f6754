using System.Collections.Immutable;
using System.Text;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>Values (GraphQL §2.10).</summary>
public ref partial struct Parser
{
    /// <param name="constant">In places where no variable may stand: defaults, directives of definitions.</param>
    private ValueNode Value(bool constant)
    {
        var start = _token.Start;
        if (_error is null)
        {
            switch (_token.Kind)
            {
                case TokenKind.Int:
                    return new IntValueNode(Take(), start);
                case TokenKind.Float:
                    return new FloatValueNode(Take(), start);
                case TokenKind.String or TokenKind.BlockString:
                    return StringValue();
                case TokenKind.Name:
                    return NamedValue(start);
                case TokenKind.BracketLeft:
                    return ListValue(constant);
                case TokenKind.BraceLeft:
                    return ObjectValue(constant);
                case TokenKind.Dollar when !constant:
                    return Variable();
                case TokenKind.Dollar:
                    // What follows is read first: where that is no token, that is the error.
                    Advance();
                    FailAt(start, "a variable cannot stand in a constant value");
                    break;
            }
        }
        Unexpected("a value");
        return new NullValueNode(start);
    }

    private string Take()
    {
        var text = Encoding.UTF8.GetString(Bytes);
        Advance();
        return text;
    }

    private ValueNode NamedValue(Location start) => Take() switch
    {
        "true" => new BooleanValueNode(true, start),
        "false" => new BooleanValueNode(false, start),
        "null" => new NullValueNode(start),
        var name => new EnumValueNode(name, start),
    };

    private StringValueNode StringValue()
    {
        var start = _token.Start;
        var block = _token.Kind == TokenKind.BlockString;
        var value = block ? StringValues.DecodeBlock(Bytes[3..^3]) : StringValues.Decode(Bytes[1..^1]);
        Advance();
        return new(value, block, start);
    }

    private VariableNode Variable()
    {
        var start = _token.Start;
        Expect(TokenKind.Dollar);
        return new(Name(), start);
    }

    private ListValueNode ListValue(bool constant)
    {
        var start = _token.Start;
        Advance();
        var values = ImmutableArray.CreateBuilder<ValueNode>();
        if (Enter())
            while (More(TokenKind.BracketRight)) values.Add(Value(constant));
        _depth--;
        return new(values.DrainToImmutable(), start);
    }

    private ObjectValueNode ObjectValue(bool constant)
    {
        var start = _token.Start;
        Advance();
        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        if (Enter())
        {
            while (More(TokenKind.BraceRight))
            {
                var fieldStart = _token.Start;
                var name = Name();
                Expect(TokenKind.Colon);
                fields.Add(new(name, Value(constant), fieldStart));
            }
        }
        _depth--;
        return new(fields.DrainToImmutable(), start);
    }
}
