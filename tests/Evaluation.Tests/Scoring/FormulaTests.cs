using System.Reflection;
using System.Reflection.Emit;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Tests.Scoring;

/// <summary>Every scoring formula has one definition, from which both the figure and its derivation come.</summary>
public sealed class FormulaTests
{
    private const string Room = "Evaluation.Scoring", Formulas = $"{Room}.Formulas", Arithmetic = $"{Room}.Arithmetic", Derivation = $"{Room}.Derivation";

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Numbers = [typeof(Fraction), typeof(Traced), typeof(Enclosure)];

    private static readonly string[] Operations =
        ["op_Addition", "op_Subtraction", "op_UnaryNegation", "op_Multiply", "op_Division", "Squared", "SquareRoot", "Floor", "Min", "Max"];

    // The interval of a total is shown beside the total; no derivation line explains it.
    private static readonly string[] NotDerived = ["StandardError.Interval"];

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private static readonly List<(Type From, MethodBase To)> Calls =
        [.. typeof(Traced).Assembly.GetTypes().Where(type => IsIn(type, Room)).SelectMany(type => Bodies(type).SelectMany(CallsOf).Select(to => (type, to)))];

    [Fact]
    public void Only_formulas_compute_with_exact_and_traced_numbers()
    {
        var outside = Calls.Where(call => !IsIn(call.From, Formulas) && !IsIn(call.From, Arithmetic) && Numbers.Contains(call.To.DeclaringType) && Operations.Contains(call.To.Name));
        Assert.Empty(outside.Select(call => $"{call.From} calls {call.To.DeclaringType!.Name}.{call.To.Name}"));
    }

    [Fact]
    public void A_derivation_creates_no_operation_of_its_own()
    {
        var operations = typeof(Term).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Term)) && type != typeof(Input)).ToList();
        Assert.NotEmpty(operations);
        var created = Calls.Where(call => IsIn(call.From, Derivation) && call.To.IsConstructor && operations.Contains(call.To.DeclaringType!));
        Assert.Empty(created.Select(call => $"{call.From} creates {call.To.DeclaringType!.Name}"));
    }

    [Fact]
    public void Every_formula_gives_the_figure_and_its_derivation()
    {
        var formulas = typeof(CellScore).Assembly.GetTypes().Where(type => IsIn(type, Formulas) && !type.IsNested).SelectMany(type => Bodies(type).OfType<MethodInfo>()
            .Where(method => method.IsPublic && !method.IsVirtual && !method.IsSpecialName && (method.IsGenericMethod || type.IsGenericType) && method.Name is not ("ToString" or "Deconstruct"))
            .Select(Name)).Distinct().ToList();
        Assert.Contains("CellScore.Of", formulas);

        Assert.Empty(formulas.Except(UsedWith<Fraction>(isDerived: false)));
        Assert.Empty(formulas.Except(UsedWith<Traced>(isDerived: true)).Except(NotDerived));
    }

    private static HashSet<string> UsedWith<T>(bool isDerived) =>
    [
        .. Calls.Where(call => !IsIn(call.From, Formulas) && IsIn(call.From, Derivation) == isDerived && IsIn(call.To.DeclaringType!, Formulas)
            && (call.To.IsGenericMethod ? call.To.GetGenericArguments() : call.To.DeclaringType!.GetGenericArguments()).Contains(typeof(T))).Select(call => Name(call.To)),
    ];

    private static string Name(MethodBase method) => $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name}";

    private static bool IsIn(Type type, string space) => type.Namespace == space || type.Namespace?.StartsWith($"{space}.", StringComparison.Ordinal) == true;

    private static IEnumerable<MethodBase> Bodies(Type type) => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));

    /// <summary>The methods that a method's instructions name.</summary>
    private static IEnumerable<MethodBase> CallsOf(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var operation = Codes[code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod)
                yield return method.Module.ResolveMethod(
                    BitConverter.ToInt32(code, at), method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
