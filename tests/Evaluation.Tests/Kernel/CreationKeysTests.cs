namespace Evaluation.Tests.Kernel;

public class CreationKeysTests
{
    private static readonly DateTimeOffset Noon = new(2011, 3, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly CreationKey Key = new("k", "body");

    [Fact]
    public void A_repeat_within_48_hours_finds_what_the_first_call_created()
    {
        var keys = CreationKeys.Empty.With(Key, "sc-1", Noon);
        Assert.Equal("sc-1", keys.Find(Key, Noon + Limits.CreationKeyAge - TimeSpan.FromTicks(1)).Answer);
        Assert.Null(keys.Find(Key, Noon + Limits.CreationKeyAge).Answer);
    }

    [Fact]
    public void The_same_key_with_another_body_is_refused_and_another_key_is_new()
    {
        var keys = CreationKeys.Empty.With(Key, "sc-1", Noon);
        Assert.Equal(RefusalCode.KeyReused, keys.Find(Key with { Body = "other" }, Noon).Refusal!.Code);
        Assert.Null(keys.Find(Key with { Key = "other" }, Noon).Answer);
    }

    [Fact]
    public void A_call_without_a_key_always_creates()
    {
        var keys = CreationKeys.Empty.With(null, "sc-1", Noon);
        Assert.Null(keys.Find(null, Noon).Answer);
        Assert.Equal(CreationKeys.Empty, keys);
    }

    [Fact]
    public void Old_keys_are_forgotten_and_a_key_that_is_used_anew_is_kept()
    {
        var keys = CreationKeys.Empty.With(Key, "sc-1", Noon);
        var later = Noon + Limits.CreationKeyAge;
        keys = keys.With(Key, "sc-2", later).With(new("other", "body"), "sc-3", later);
        Assert.Equal("sc-2", keys.Find(Key, later).Answer);
        Assert.Equal("sc-3", keys.Find(new("other", "body"), later).Answer);
        Assert.Equal(2, keys.Count);
    }
}
