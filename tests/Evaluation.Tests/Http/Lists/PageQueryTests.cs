using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Microsoft.AspNetCore.Http;

namespace Evaluation.Tests.Http.Lists;

public class PageQueryTests
{
    private static readonly string[] All = ["a", "b", "c"];

    [Fact]
    public void Pages_follow_each_other_without_a_gap_and_the_last_one_names_none()
    {
        var first = Query("?limit=2").Answer.Of(All, name => name).Answer;
        Assert.Equal(["a", "b"], first.Items);
        var last = Query($"?limit=2&after={first.Next}").Answer.Of(All, name => name).Answer;
        Assert.Equal(["c"], last.Items);
        Assert.Null(last.Next);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=1001")]
    [InlineData("?limit=-1")]
    [InlineData("?limit=ten")]
    public void A_limit_that_is_no_number_from_1_to_1000_is_refused(string query) => Assert.Equal(RefusalCode.BadRequest, Query(query).Refusal!.Code);

    [Fact]
    public void A_page_after_an_unknown_item_is_refused() =>
        Assert.Equal(RefusalCode.BadRequest, Query("?after=x").Answer.Of(All, name => name).Refusal!.Code);

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("键")]
    public void An_idempotency_key_that_is_not_of_visible_ASCII_characters_is_refused(string key) => Assert.Equal(RefusalCode.BadRequest, Key("li", key, new("x")).Refusal!.Code);

    [Fact]
    public void An_idempotency_key_counts_per_caller_and_body()
    {
        var key = Key("li", "k1", new("x")).Answer;
        Assert.Equal(key, Key("li", "k1", new("x")).Answer);
        Assert.NotEqual(key!.Key, Key("wang", "k1", new("x")).Answer!.Key);
        Assert.Equal(key.Key, Key("li", "k1", new("y")).Answer!.Key);
        Assert.NotEqual(key.Body, Key("li", "k1", new("y")).Answer!.Body);
        Assert.Null(Key("li", null, new("x")).Answer);
    }

    private static Outcome<PageQuery> Query(string query) => PageQuery.Read(new DefaultHttpContext { Request = { QueryString = new(query) } }.Request);

    private static Outcome<CreationKey?> Key(string caller, string? key, Body body)
    {
        var context = new DefaultHttpContext { Request = { Method = "POST", Path = "/api/complaints" } };
        if (key is not null)
            context.Request.Headers["Idempotency-Key"] = key;
        return IdempotencyKey.Read(context, caller, body);
    }

    private sealed record Body(string Text);
}
