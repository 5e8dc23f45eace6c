using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Http.Creation;

namespace Evaluation.Tests.Complaints;

/// <summary>The secret of a complaint, and the keys that it is derived from.</summary>
public sealed class ComplaintSecretTests
{
    private const string Random = "6f1d0c9e2b7a48350417e6ac9bd35f82";

    [Theory]
    [InlineData(Random, true)]
    [InlineData("6f1d0c9e-2b7a-4835-8417-e6ac9bd35f82", true)]
    [InlineData("q7Rk2LxwZt0Vb9YcN4sHdA", true)]
    [InlineData("6f1d0c9e2b7a48350417e6ac9bd35f8", false)]
    [InlineData("1", false)]
    [InlineData("my-complaint-of-today", false)]
    [InlineData("00000000000000000000000000000000", false)]
    [InlineData("6f1d0c9e6f1d0c9e6f1d0c9e6f1d0c9e", false)]
    public void Only_a_key_that_can_have_128_random_bits_gives_a_secret(string header, bool isEnough)
    {
        Assert.Equal(isEnough, DerivedSecret.IsRandomEnough(header));
        var (first, second) = (ComplaintSecret.Of(header, new("key", "body")), ComplaintSecret.Of(header, new("key", "body")));
        Assert.Equal(isEnough, first == second);
        Assert.Equal(32, first.Length);
    }

    [Fact]
    public void Another_key_or_body_gives_another_secret()
    {
        var secret = ComplaintSecret.Of(Random, new("key", "body"));
        Assert.NotEqual(secret, ComplaintSecret.Of(Random, new("other", "body")));
        Assert.NotEqual(secret, ComplaintSecret.Of(Random, new("key", "other")));
        Assert.NotEqual(ComplaintSecret.Of(null, null), ComplaintSecret.Of(null, null));
    }
}
