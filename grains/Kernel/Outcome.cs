using System.Diagnostics.CodeAnalysis;

namespace Evaluation.Kernel;

/// <summary>What became of a command: an answer or a refusal, never both.</summary>
public readonly struct Outcome<TAnswer>
{
    private readonly TAnswer? _answer;

    private Outcome(TAnswer? answer, Refusal? refusal) => (_answer, Refusal) = (answer, refusal);

    /// <summary>Null when the command was carried out.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The answer of a command that was carried out.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public TAnswer Answer => Refusal is null ? _answer! : throw new InvalidOperationException($"Refused: {Refusal.Code}. {Refusal.Detail}");

    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal) => (refusal = Refusal) is not null;

    public static implicit operator Outcome<TAnswer>(TAnswer answer) => new(answer, null);

    public static implicit operator Outcome<TAnswer>(Refusal refusal) => new(default, refusal);
}

/// <summary>The answer of a command that has nothing to tell.</summary>
public sealed record Done
{
    public static readonly Done It = new();
}
