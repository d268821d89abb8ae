/** File names in the package's `model-libs/`, listed by the build. */
declare const __MODEL_LIBRARIES__: readonly string[];

export const librariesInBuild: readonly string[] = __MODEL_LIBRARIES__;
