using HumanRightsGraph.Server.Commands;

return await HrgraphCommand.InvokeAsync(args);
