namespace HumanRightsGraph.Graph.Plan.Answers;

// The shortest path between two nodes.
internal sealed partial class ShapeWriter<TSource, TNode, TPage, TValue>
{
    private Written Path(PathContent content, ShapeField field)
    {
        if (Argument(content.Slot, field) is not BoundPath bound) return Written.Failed;
        if (!_source.TryPath(content, bound, out var start, out var steps)) return Written.Null;
        return WriteObject(content.Shape, (start, new OpenPage(steps, default)), field.Node, PathField) ? Written.Value : Written.Failed;
    }

    private Written PathField(ShapeField field, (TNode Start, OpenPage Steps) path)
    {
        var count = _source.Count(path.Steps.Found);
        switch (field.Content)
        {
            case PathLengthContent: _answer.Int(count); return Written.Value;
            case PathNodesContent nodes:
                return WriteList(count + 1, i => Node(nodes.Shape, i == 0 ? path.Start : _source.NodeAt(path.Steps.Found, i - 1), field.Node) == Written.Value);
            case PathStepsContent steps: return WriteList(count, i => WriteObject(steps.Step, (path.Steps, i), field.Node, EdgeField));
            default: _answer.String(((TypeNameContent)field.Content).Name!); return Written.Value;
        }
    }
}
