using HumanRightsGraph.Server.Commands;

try
{
    return await HrgraphCommand.InvokeAsync(args);
}
catch (Exception e)
{
    // A bug of this program, of which its users can do no more than tell: what they would see of it is no help to them.
    return Outcomes.Fail("INTERNAL", $"hrgraph failed by an error of its own ({e.GetType().Name} in {e.Source}). Please report it with the command and what it was given.");
}
