using Evaluation.Ballots.Keys;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// The commands <c>keys list</c> and <c>keys restore round share share</c> of both programs. They read the journal and write nothing into
/// it; they never show a key.
/// </summary>
public static class KeyConsole
{
    /// <param name="args">The words after <c>keys</c>.</param>
    /// <returns>The exit code; null for words that are no command.</returns>
    public static async Task<int?> RunAsync(string[] args, IJournal journal, IKeyStore keys, TextWriter to) => args switch
    {
        ["list"] => await ListAsync(journal, keys, to),
        ["restore", var round, var one, var other] => await RestoreAsync(round, one, other, journal, keys, to),
        _ => null,
    };

    private static async Task<int> ListAsync(IJournal journal, IKeyStore keys, TextWriter to)
    {
        var stored = (await keys.ListAsync()).ToHashSet(StringComparer.Ordinal);
        await foreach (var stream in journal.ListStreamsAsync(RoundGrain.KindName))
        {
            if (new GrainId(stream) is not { Kind: RoundGrain.KindName } grain)
                continue;
            var isStored = stored.Remove(grain.Key);
            var state = await ReadAsync(journal, grain.Key);
            if (state.Recording.IsDestroyed)
                to.WriteLine($"{grain.Key} {state.KeyCommitment} destroyed{(isStored ? " (the store has it again; a server destroys it when it starts)" : "")}");
            else if (state.KeyCommitment is { } commitment)
                to.WriteLine($"{grain.Key} {commitment} {await StateAsync(keys, grain.Key, commitment)}");
            else if (isStored)
                to.WriteLine($"{grain.Key} - unused");
        }
        foreach (var round in stored.Order(StringComparer.Ordinal))
            to.WriteLine($"{round} - unknown round");
        return ExitCodes.Clean;
    }

    private static async ValueTask<string> StateAsync(IKeyStore keys, string round, string commitment)
    {
        try
        {
            await keys.GetAsync(round, commitment);
            return "present";
        }
        catch (KeyUnavailableException unavailable) when (unavailable.Fault != KeyFault.NoAnswer)
        {
            return unavailable.Fault == KeyFault.Missing ? "missing" : "differs";
        }
    }

    private static async Task<int> RestoreAsync(string round, string one, string other, IJournal journal, IKeyStore keys, TextWriter to)
    {
        var state = await ReadAsync(journal, round);
        if (state.KeyCommitment is not { } commitment)
            return Refuse(to, $"Round '{round}' is not in the journal, or names no key.");
        if (state.Recording.Destroyed is { } destroyed)
            return Refuse(to, $"The key of round '{round}' was destroyed on purpose at {destroyed.At:O} by '{destroyed.By}'. It is not restored, and nothing was stored. Destroy the shares.");
        if (KeyShares.Read(one, other, round, out var fault) is not { } key)
            return Refuse(to, fault!);
        if (key.Commitment != commitment)
            return Refuse(to, $"The shares give the key {key.Commitment}, and the round names {commitment}. Nothing was stored.");
        var stored = await keys.CreateAsync(round, key);
        if (stored.Commitment != commitment)
            return Refuse(to, $"The store of keys has another key for round '{round}': {stored.Commitment}. Remove that one first.");
        to.WriteLine($"The key {commitment} of round '{round}' is stored. Boxes open with the next request.");
        return ExitCodes.Clean;
    }

    private static int Refuse(TextWriter to, string why)
    {
        to.WriteLine(why);
        return ExitCodes.Settings;
    }

    private static async Task<Round> ReadAsync(IJournal journal, string round)
    {
        var state = new Round();
        await foreach (var entry in journal.ReadAsync(RoundGrain.Ref(round).Stream, 0))
            foreach (var happened in RoundGrain.Read(entry))
                state = RoundGrain.Evolve(state, happened);
        return state;
    }
}
