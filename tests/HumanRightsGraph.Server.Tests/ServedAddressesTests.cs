using HumanRightsGraph.Server.Commands;

namespace HumanRightsGraph.Server.Tests;

/// <summary>Which addresses are served; those that aren't are in bad-inputs/command.json.</summary>
public class ServedAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LOCALHOST")]
    [InlineData("http://*:80")]
    [InlineData("http://+:80/")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://[::1]")]
    [InlineData("http://127.0.0.1:5080;http://[::1]:5080")]
    public void What_the_web_server_takes_by_intention_is_taken(string urls) => Assert.Equal(urls, ServedAddresses.Of(urls));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_any_it_is_this_machines_alone(string? urls) => Assert.Equal("http://127.0.0.1:5080", ServedAddresses.Of(urls));
}
