using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace PromptFunctions.LocalHost.Functions;

/// <summary>A method with a <c>[Function]</c> attribute, and its trigger.</summary>
internal sealed class FunctionMethod
{
    private readonly ObjectFactory? _factory;

    public FunctionMethod(MethodInfo method, FunctionAttribute function)
    {
        Name = function.Name;
        Method = method;
        Trigger = method.GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>())
            .FirstOrDefault(trigger => trigger is not null)
            ?? throw new LocalHostException($"Function {Name} has no trigger.");
        _factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public TriggerBindingAttribute Trigger { get; }

    /// <summary>Function names differ in more than case: they are part of an address.</summary>
    public bool IsNamed(string? name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A new instance for each invocation, as in the worker; null for a static method.</summary>
    public object? CreateInstance(IServiceProvider services) => _factory?.Invoke(services, null);
}
