using Evaluation.Gateway.Pages.Voter;

namespace Evaluation.Tests.Http.Voting;

/// <summary>Voting links whose # was encoded on the way, so that the credential arrives in the path.</summary>
[Collection(SharedServer.Name)]
public sealed class DamagedLinkTests(TestServer server)
{
    [Theory]
    [InlineData("spring#abc", "/vote/spring#abc")]
    [InlineData("spring%23abc", "/vote/spring#abc")]
    [InlineData("spring＃abc", "/vote/spring#abc")]
    [InlineData("spring #abc。", "/vote/spring#abc%E3%80%82")]
    [InlineData("spring#", "/vote/spring#")]
    [InlineData("spring#a#wechat_redirect", "/vote/spring#a%23wechat_redirect")]
    [InlineData("spring#\r\nSet-Cookie: a", "/vote/spring#%0D%0ASet-Cookie%3A%20a")]
    [InlineData("spring", null)]
    [InlineData("#abc", null)]
    [InlineData("../x#abc", null)]
    [InlineData("SPRING#abc", null)]
    [InlineData("//elsewhere#abc", null)]
    public void An_encoded_fragment_becomes_the_fragment_again(string round, string? link) => Assert.Equal(link, DamagedLink.Repair(round));

    [Theory]
    [InlineData("%23")]
    [InlineData("%2523")]
    [InlineData("%EF%BC%83")]
    public async Task The_server_leads_an_encoded_link_to_the_paper(string sign)
    {
        var round = await server.OpenAsync();
        using var following = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(following) { BaseAddress = server.Address };
        using var answer = await client.GetAsync($"/vote/{round.Id}{sign}0123456789abcdefghjkmnpqrs");
        Assert.Equal(302, (int)answer.StatusCode);
        Assert.Equal($"/vote/{round.Id}#0123456789abcdefghjkmnpqrs", answer.Headers.Location!.OriginalString);
    }
}
