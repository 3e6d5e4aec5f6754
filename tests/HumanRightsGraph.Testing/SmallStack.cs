namespace HumanRightsGraph.Testing;

/// <summary>Runs recursions on a stack that is a sixth of what a server's threads have.</summary>
public static class SmallStack
{
    private const int OfServer = 1536 << 10, Small = 256 << 10;

    /// <summary>First on a thread as large as a server's: where a method is compiled in the depth of a recursion, the compiler needs more of the stack than it does.</summary>
    public static void Run(Action action)
    {
        On(OfServer, action);
        On(Small, action);
    }

    private static void On(int bytes, Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() => { try { action(); } catch (Exception e) { thrown = e; } }, bytes);
        thread.Start();
        thread.Join();
        if (thrown is not null) throw thrown;
    }
}
