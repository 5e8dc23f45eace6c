using Xunit.Abstractions;
using Xunit.Sdk;

namespace Evaluation.Testing.Specifications;

/// <summary>
/// A fact of a specification. It is skipped in a test class whose <see cref="SkipAttribute"/> gives a reason, because the class needs
/// something that this machine does not have.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Evaluation.Testing.Specifications." + nameof(SpecificationFactDiscoverer), "Evaluation.Testing")]
public sealed class SpecificationFactAttribute : Xunit.FactAttribute;

/// <summary>The same with several sets of values.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Evaluation.Testing.Specifications." + nameof(SpecificationTheoryDiscoverer), "Evaluation.Testing")]
public sealed class SpecificationTheoryAttribute : Xunit.TheoryAttribute;

/// <summary>Says whether the specification facts of a test class are skipped.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class SkipAttribute : Attribute
{
    /// <summary>Why the facts are skipped; null when they run.</summary>
    public abstract string? Reason { get; }
}

/// <summary>Finds the test cases of a <see cref="SpecificationFactAttribute"/>.</summary>
public sealed class SpecificationFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        SkippedTest.Of(testMethod, discoveryOptions, DiagnosticMessageSink) is { } skipped ? [skipped] : base.Discover(discoveryOptions, testMethod, factAttribute);
}

/// <summary>Finds the test cases of a <see cref="SpecificationTheoryAttribute"/>.</summary>
public sealed class SpecificationTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        SkippedTest.Of(testMethod, discoveryOptions, DiagnosticMessageSink) is { } skipped ? [skipped] : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

public static class SkippedTest
{
    /// <summary>The test case that reports why a method is skipped; null when it runs.</summary>
    public static IXunitTestCase? Of(ITestMethod method, ITestFrameworkDiscoveryOptions options, IMessageSink messages) =>
        method.TestClass.Class.ToRuntimeType().GetCustomAttributes(inherit: true).OfType<SkipAttribute>().FirstOrDefault()?.Reason is { } reason
            ? new XunitSkippedDataRowTestCase(messages, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, reason)
            : null;
}
