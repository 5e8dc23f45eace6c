using Evaluation.Ballots.Keys;

namespace Evaluation.Testing.Specifications;

/// <summary>What every store of keys does.</summary>
public abstract class KeyStoreSpec
{
    /// <summary>The store, opened again; keys of an earlier call are in it.</summary>
    protected abstract IKeyStore Open();

    [Fact]
    public async Task A_key_is_created_once_and_never_replaced()
    {
        Assert.Null(await Open().FindAsync("small"));
        Assert.Equal(Key(1).Commitment, (await Open().CreateAsync("small", Key(1))).Commitment);
        Assert.Equal(Key(1).Commitment, (await Open().CreateAsync("small", Key(2))).Commitment);
        Assert.Equal(Key(1).Commitment, (await Open().FindAsync("small"))!.Commitment);
    }

    [Fact]
    public async Task Of_many_that_create_a_key_at_once_all_get_the_same()
    {
        var stored = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(async () => await Open().CreateAsync("small", Key(number)))));
        Assert.Single(stored.Select(key => key.Commitment).Distinct());
        Assert.Equal(stored[0].Commitment, (await Open().FindAsync("small"))!.Commitment);
    }

    [Fact]
    public async Task A_destroyed_key_is_gone_and_destroying_it_again_changes_nothing()
    {
        await Open().CreateAsync("small", Key(1));
        await Open().CreateAsync("large", Key(2));
        Assert.Equal(["large", "small"], await Open().ListAsync());
        Assert.True(await Open().DestroyAsync("small"));
        Assert.False(await Open().DestroyAsync("small"));
        Assert.Null(await Open().FindAsync("small"));
        Assert.Equal(["large"], await Open().ListAsync());
    }

    [Fact]
    public async Task A_store_that_works_says_so()
    {
        await Open().CreateAsync("small", Key(1));
        await Open().CheckAsync();
        Assert.Equal(["small"], await Open().ListAsync());
    }

    protected static RoundKey Key(int number) => new([.. Enumerable.Repeat((byte)number, RoundKey.Bytes)]);
}
