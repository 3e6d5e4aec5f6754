using System.Globalization;
using HumanRightsGraph.Graph.Plan.Embedded;
using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Errors as JSON (GraphQL §7.1.2).</summary>
public static class ErrorJson
{
    public static void Write(AnswerBuffer answer, IReadOnlyList<GraphQLError> errors)
    {
        answer.Byte((byte)'[');
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0) answer.Byte((byte)',');
            Write(answer, errors[i]);
        }
        answer.Byte((byte)']');
    }

    private static void Write(AnswerBuffer answer, GraphQLError error)
    {
        answer.Raw("{\"message\":"u8);
        answer.String(error.Message);
        if (error.Locations.Count > 0)
        {
            answer.Raw(",\"locations\":"u8);
            Value(answer, error.Locations.Select(l => new Dictionary<string, object?> { ["line"] = l.Line, ["column"] = l.Column }));
        }
        if (error.Path is { } path)
        {
            answer.Raw(",\"path\":"u8);
            Value(answer, path);
        }
        answer.Raw(",\"extensions\":"u8);
        Value(answer, new Dictionary<string, object?> { ["code"] = error.Code }.Concat(error.Extensions ?? new Dictionary<string, object?>()));
        answer.Byte((byte)'}');
    }

    private static void Value(AnswerBuffer answer, object? value)
    {
        switch (value)
        {
            case null: answer.Null(); break;
            case bool truth: answer.Boolean(truth); break;
            case int or long: answer.Int(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number): answer.Float(number); break;
            case string text: answer.String(text); break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                answer.Byte((byte)'{');
                var firstMember = true;
                foreach (var (name, member) in members)
                {
                    if (!firstMember) answer.Byte((byte)',');
                    firstMember = false;
                    answer.String(name);
                    answer.Byte((byte)':');
                    Value(answer, member);
                }
                answer.Byte((byte)'}');
                break;
            case System.Collections.IEnumerable items:
                answer.Byte((byte)'[');
                var firstItem = true;
                foreach (var item in items)
                {
                    if (!firstItem) answer.Byte((byte)',');
                    firstItem = false;
                    Value(answer, item);
                }
                answer.Byte((byte)']');
                break;
            default: answer.String(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""); break;
        }
    }
}
