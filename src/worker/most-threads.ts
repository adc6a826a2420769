/** Threads that the kernel tries where there are as many processors; it keeps those that are measured to pay. */
export const MOST_THREADS = 8;
/** Threads of ONNX Runtime, which measures nothing: more than this gain nothing on models of GPT-2's size. */
export const MOST_ORT_THREADS = 4;
