using System.Diagnostics.CodeAnalysis;

namespace Evaluation.Kernel;

/// <summary>The outcome of a request: an answer or a refusal, never both.</summary>
public readonly struct Outcome<TAnswer>
{
    private readonly TAnswer? _answer;

    private Outcome(TAnswer? answer, Refusal? refusal) => (_answer, Refusal) = (answer, refusal);

    /// <summary>Null when the request was carried out.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The answer of a request that was carried out.</summary>
    /// <exception cref="InvalidOperationException">The request was refused.</exception>
    public TAnswer Answer => Refusal is null ? _answer! : throw new InvalidOperationException($"Refused: {Refusal.Code}. {Refusal.Detail}");

    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal) => (refusal = Refusal) is not null;

    /// <summary>The outcome with its answer in another form.</summary>
    public Outcome<TOther> Select<TOther>(Func<TAnswer, TOther> shape) => Refusal is null ? shape(_answer!) : Refusal;

    /// <summary>The same outcome, for code that carries answers of any type.</summary>
    public Outcome<object> Untyped() => new(_answer, Refusal);

    public static implicit operator Outcome<TAnswer>(TAnswer answer) => new(answer, null);

    public static implicit operator Outcome<TAnswer>(Refusal refusal) => new(default, refusal);
}

/// <summary>The answer of a request that returns nothing.</summary>
public sealed record Nothing
{
    public static readonly Nothing Value = new();
}
